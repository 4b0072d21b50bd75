import type { Span } from '../span.js';
import type { Arguments, Text } from '../text.js';
import { argumentCount, fill } from './errors.js';
import { aggregations, functions, type ValueType } from './functions.js';
import type { Aggregation, Binary, Expression, Matcher, QueryProblem } from './query.js';
import { childrenOf } from './walk.js';

/** Russian in the accusative, for all texts below want it. */
const typeNames: Readonly<Record<ValueType, Text>> = {
  scalar: { en: 'a number', ru: 'число' },
  string: { en: 'a string', ru: 'строку' },
  vector: { en: 'an instant vector', ru: 'мгновенный вектор' },
  matrix: { en: 'a range vector', ru: 'диапазонный вектор' },
};

/** A range vector is what is forgotten most, so its look is shown. */
const wantedNames: Readonly<Record<ValueType, Text>> = {
  ...typeNames,
  matrix: { en: 'a range vector (such as x[5m])', ru: 'диапазонный вектор (например, x[5m])' },
};

const texts = {
  type: { en: '"{name}" takes {wanted} here, not {given}', ru: '«{name}» принимает здесь {wanted}, а не {given}' },
  operand: { en: '"{name}" cannot be applied to {given}', ru: '«{name}» не принимает {given}' },
  bool: { en: '"bool" only goes with a comparison', ru: '«bool» ставят только при сравнении' },
  needsBool: {
    en: 'A comparison of two numbers is written "{name} bool"',
    ru: 'Сравнение двух чисел пишут как «{name} bool»',
  },
  setScalar: { en: '"{name}" joins vectors, not numbers', ru: '«{name}» соединяет векторы, а не числа' },
  setGroup: { en: '"{group}" does not go with "{name}"', ru: '«{group}» не сочетается с «{name}»' },
  matching: {
    en: '"{matching}" only goes with a vector on both sides',
    ru: '«{matching}» ставят, только если векторы с обеих сторон',
  },
  label: {
    en: 'Label "{label}" stands both in "on" and in "{group}"',
    ru: 'Метка «{label}» стоит и в «on», и в «{group}»',
  },
  subquery: {
    en: 'A subquery takes an instant vector, not {given}',
    ru: 'Подзапрос принимает мгновенный вектор, а не {given}',
  },
  empty: {
    en: 'The selector matches every series: at least one matcher has to exclude the empty value',
    ru: 'Селектор подходит любому ряду: нужно хотя бы одно условие, которое не проходит пустое значение',
  },
} as const satisfies Record<string, Text>;

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);
const setOperators = new Set(['and', 'or', 'unless']);

/** What the expression gives. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return expression.rangeSpan ? 'matrix' : 'vector';
    case 'subquery':
      return 'matrix';
    case 'call':
      return functions.get(expression.name)?.gives ?? 'vector';
    case 'aggregation':
      return 'vector';
    case 'unary':
      return typeOf(expression.operand);
    case 'paren':
      return typeOf(expression.inner);
    case 'binary':
      return typeOf(expression.left) === 'scalar' && typeOf(expression.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

/**
 * What every Prometheus server refuses although the grammar accepts it.
 * Source: the checks of the server's parser (`promql/parser`), as `promtool check rules` runs them.
 */
export function checkTypes(tree: Expression): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  const refuse = (span: Span, said: Text, args: Arguments = {}): void => {
    const text = fill(said, args);
    problems.push({ span, message: text.en, text, kind: 'type' });
  };
  check(tree, refuse);
  return problems;
}

type Refuse = (span: Span, said: Text, args?: Arguments) => void;

/** Checks inner expressions first: what is built upon a wrong one is not judged. True when all is well. */
function check(expression: Expression, refuse: Refuse): boolean {
  let sound = true;
  for (const [at, child] of childrenOf(expression).entries()) {
    // The second argument of `info` is a bare list of matchers, which may be empty.
    if (expression.kind === 'call' && expression.name === 'info' && at === 1) continue;
    if (!check(child, refuse)) sound = false;
  }
  if (!sound) return false;
  checkAlone(expression, (span, text, args) => {
    sound = false;
    refuse(span, text, args);
  });
  return sound;
}

function checkAlone(expression: Expression, refuse: Refuse): void {
  switch (expression.kind) {
    case 'binary':
      checkBinary(expression, refuse);
      break;
    case 'aggregation':
      checkAggregation(expression, refuse);
      break;
    case 'call':
      checkCall(expression, refuse);
      break;
    case 'subquery':
      checkSubquery(expression.inner, refuse);
      break;
    case 'unary':
      checkUnary(expression.operand, expression.operator, refuse);
      break;
    case 'selector':
      if (expression.metric === undefined && expression.matchers.every(matchesEmpty)) {
        refuse(expression.span, texts.empty);
      }
      break;
    case 'number':
    case 'string':
    case 'paren':
      break;
  }
}

function checkSubquery(inner: Expression, refuse: Refuse): void {
  const given = typeOf(inner);
  if (given !== 'vector') refuse(inner.span, texts.subquery, { given: typeNames[given] });
}

function checkUnary(operand: Expression, name: string, refuse: Refuse): void {
  const given = typeOf(operand);
  if (given === 'string' || given === 'matrix') refuse(operand.span, texts.operand, { name, given: typeNames[given] });
}

function checkCall({ name, nameSpan, args }: Extract<Expression, { kind: 'call' }>, refuse: Refuse): void {
  const signature = functions.get(name);
  if (signature === undefined || !signature.settled) return;
  const most = signature.args.length;
  const least = most - signature.optional;
  if (args.length < least || (args.length > most && !signature.repeats)) {
    const wanted = signature.repeats ? `≥ ${least}` : least === most ? String(most) : `${least}–${most}`;
    refuse(nameSpan, argumentCount, { name, wanted, given: args.length });
    return;
  }
  for (const [at, arg] of args.entries()) {
    const wanted = signature.args[Math.min(at, most - 1)];
    if (wanted !== undefined) expectType(arg, wanted, name, refuse);
  }
}

function checkAggregation({ operator, parameter, operand }: Aggregation, refuse: Refuse): void {
  const wanted = aggregations.get(operator);
  if (parameter && wanted) expectType(parameter, wanted, operator, refuse);
  if (operand) expectType(operand, 'vector', operator, refuse);
}

function expectType(expression: Expression, wanted: ValueType, name: string, refuse: Refuse): void {
  const given = typeOf(expression);
  if (given === wanted) return;
  refuse(expression.span, texts.type, { name, wanted: wantedNames[wanted], given: typeNames[given] });
}

function checkBinary(binary: Binary, refuse: Refuse): void {
  const { operator: name, operatorSpan, left, right, matching, group } = binary;
  let wrong = false;
  for (const side of [left, right]) {
    const given = typeOf(side);
    if (given !== 'string' && given !== 'matrix') continue;
    refuse(side.span, texts.operand, { name, given: typeNames[given] });
    wrong = true;
  }
  if (wrong) return;
  const scalars = [left, right].filter((side) => typeOf(side) === 'scalar');
  const comparison = comparisons.has(name);
  if (binary.bool && !comparison) refuse(operatorSpan, texts.bool);
  if (comparison && scalars.length === 2 && !binary.bool) refuse(binary.span, texts.needsBool, { name });
  const scalar = scalars[0];
  if (setOperators.has(name)) {
    if (scalar) refuse(scalar.span, texts.setScalar, { name });
    if (group) refuse(operatorSpan, texts.setGroup, { name, group: group.kind });
  } else if (matching && scalar && matching.labels.length > 0) {
    refuse(operatorSpan, texts.matching, { matching: matching.kind });
  }
  if (matching?.kind !== 'on' || !group) return;
  for (const { name: label, span } of group.labels) {
    if (matching.labels.some((other) => other.name === label)) {
      refuse(span, texts.label, { label, group: group.kind });
    }
  }
}

/** Whether a matcher lets series without the label pass. In doubt it does not, so that no selector is called empty. */
export function matchesEmpty({ operator, value }: Matcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regexMatchesEmpty(value) === true;
    case '!~':
      return regexMatchesEmpty(value) === false;
  }
}

/**
 * Undefined when the pattern is none for JavaScript, which differs from RE2 in its details, and when it has so many
 * ways to match nothing that trying them all could take long.
 */
function regexMatchesEmpty(pattern: string): boolean | undefined {
  if (/\)[*+?{]/.test(pattern) || pattern.split('(').length > 16) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test('');
  } catch {
    return undefined;
  }
}
