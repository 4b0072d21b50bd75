import type {
  CommandArgument,
  CommandNode,
  HereDoc,
  ParsedScript,
  PipelineNode,
  Redirection,
  Command as ShellCommandNode,
  Statement,
  SyntaxNode,
} from 'unbash';
import { forEachChild, parse as parseText } from 'unbash';
import { remember } from '../kept.js';
import type { Word } from '../model/command.js';
import { type SourceText, sourceAt, sourceWithin } from '../source.js';
import type { Span } from '../span.js';
import { readInvocation } from './invocation.js';
import type { CommandPosition, Redirect, ShellCommand, ShellScript } from './script.js';
import { hasExpansion, mayExpand, readWord, sourceOfWord } from './word.js';
import { baseName, unwrap } from './wrapper.js';

/** Longer texts are no shell that a person wrote; they are named as a problem and not read. In characters. */
const maxLength = 200_000;
/** More open brackets than this at once are no shell that a person wrote, and would cost time by their square. */
const maxDepth = 100;
/** How deep `sh -c "sh -c …"` is followed. */
const maxFollowed = 4;

/** The places in a tree are those of its text, so that one tree does for every place where the text stands. */
const parse = remember(500, (text) => parseText(text));

/** What the walk gathers, and how deep it is in scripts that scripts start. */
interface Walk {
  readonly commands: ShellCommand[];
  readonly problems: { readonly span: Span; readonly message: string }[];
  readonly source: SourceText;
  readonly followed: number;
}

const first: CommandPosition = {
  last: true,
  piped: false,
  background: false,
  substitution: false,
  condition: false,
  repeated: false,
  after: undefined,
};

/** Reads a shell text of the Bourne family. Never throws: what is no shell becomes a problem, the rest is read. */
export function parseShell(given: SourceText): ShellScript {
  const source = bounded(given);
  const { text } = source;
  const span = source.locate({ start: 0, end: text.length });
  const refusal = findRefusal(text);
  if (refusal !== undefined) {
    return { text, span, commands: [], simple: false, traps: false, problems: [{ span, message: refusal }] };
  }
  const walk: Walk = { commands: [], problems: [], source, followed: 0 };
  const script = parse(text);
  readScript(script, first, walk);
  const commands = walk.commands.sort((a, b) => a.span.start - b.span.start);
  return {
    text,
    span,
    commands,
    simple: isSimple(script),
    traps: commands.some(({ name, words }) => name === 'trap' && words.length > 2 && words[1]?.text !== '-'),
    problems: walk.problems,
  };
}

/** The parser's places of broken text may lie behind its end. */
function bounded(source: SourceText): SourceText {
  const { text } = source;
  const inside = (offset: number): number => Math.min(offset, text.length);
  return { text, locate: ({ start, end }) => source.locate({ start: inside(start), end: inside(end) }) };
}

/** Why a text is not read at all; undefined for every text a person would write. */
function findRefusal(text: string): string | undefined {
  if (text.length > maxLength) return `script of ${text.length} characters is too long to be read`;
  if (!/[({]/.test(text)) return undefined;
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '{') depth++;
    else if ((character === ')' || character === '}') && depth > 0) depth--;
    if (depth > maxDepth) return 'script is nested too deeply to be read';
  }
  return undefined;
}

/** Reads a shell text that stands in a document letter by letter, beginning at `start`. */
export function parseShellAt(text: string, start: number): ShellScript {
  return parseShell(sourceAt(text, start));
}

function isSimple(script: ParsedScript): boolean {
  const [only, ...others] = script.commands;
  return only !== undefined && others.length === 0 && !only.background && only.command.type === 'Command';
}

function readScript(script: ParsedScript, position: CommandPosition, walk: Walk): void {
  for (const { message, pos } of script.errors ?? []) {
    walk.problems.push({ span: walk.source.locate({ start: pos, end: pos + 1 }), message });
  }
  readList(script.commands, position, walk);
}

function readList(statements: readonly Statement[], position: CommandPosition, walk: Walk): void {
  statements.forEach(({ command, background }, index) => {
    readNode(
      command,
      {
        ...position,
        last: position.last && index === statements.length - 1 && !background,
        background: position.background || background === true,
        after: index === 0 ? position.after : ';',
      },
      walk,
    );
  });
}

function readNode(
  node: Statement['command'] | PipelineNode | CommandNode,
  position: CommandPosition,
  walk: Walk,
): void {
  const { last } = position;
  switch (node.type) {
    case 'AndOr':
      node.commands.forEach((command, index) => {
        const failureIsExpected = node.operators.slice(index).includes('||');
        readNode(
          command,
          {
            ...position,
            last: last && index === node.commands.length - 1,
            condition: position.condition || failureIsExpected,
            after: index === 0 ? position.after : node.operators[index - 1],
          },
          walk,
        );
      });
      return;
    case 'Pipeline': {
      const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
      node.commands.forEach((command, index) => {
        const end = index === node.commands.length - 1;
        readNode(
          command,
          {
            ...position,
            last: last && end,
            piped: position.piped || !end,
            condition: position.condition || negated,
            after: index === 0 ? position.after : '|',
          },
          walk,
        );
      });
      return;
    }
    case 'Command':
      readCommand(node, position, walk);
      return;
    case 'Redirected':
      readNode(node.command, position, walk);
      for (const redirect of node.redirects) readSubstitutions(redirect, position, walk);
      return;
    case 'Subshell':
    case 'BraceGroup':
      readList(node.body.commands, position, walk);
      return;
    case 'If':
      readList(node.clause.commands, testOf(position), walk);
      readList(node.then.commands, within(position), walk);
      for (const branch of node.elif) {
        readList(branch.clause.commands, within(testOf(position)), walk);
        readList(branch.then.commands, within(position), walk);
      }
      if (node.else) readList(node.else.commands, within(position), walk);
      return;
    case 'While':
      readList(node.clause.commands, { ...testOf(position), repeated: true }, walk);
      readList(node.body.commands, loopOf(position), walk);
      return;
    case 'For':
    case 'Select':
    case 'ArithmeticFor':
      forEachChild(node, (child) => {
        if (child !== node.body) readSubstitutions(child, position, walk);
      });
      readList(node.body.commands, loopOf(position), walk);
      return;
    case 'Case':
      readSubstitutions(node.word, position, walk);
      for (const item of node.items) readList(item.body.commands, within(position), walk);
      return;
    case 'Function':
    case 'Coproc': {
      const background = position.background || node.type === 'Coproc';
      const apart = { ...within(position), last: false, background };
      if (node.body.type === 'CompoundList') readList(node.body.commands, apart, walk);
      else readNode(node.body, apart, walk);
      return;
    }
    case 'TestCommand':
    case 'ArithmeticCommand':
      readSubstitutions(node, position, walk);
      return;
  }
}

/** At the beginning of a list that stands in something. */
const within = (position: CommandPosition): CommandPosition => ({ ...position, after: undefined });
const testOf = (position: CommandPosition): CommandPosition => ({ ...position, last: false, condition: true });
const loopOf = (position: CommandPosition): CommandPosition => ({ ...within(position), repeated: true });

/** Reads the commands in `$(…)`, backticks and `<(…)` of a word, a redirection or an expression. */
function readSubstitutions(node: SyntaxNode, position: CommandPosition, walk: Walk): void {
  const inside = { ...position, last: false, piped: false, substitution: true, after: undefined };
  const visit = (part: SyntaxNode): void => {
    if (
      part.type !== 'CommandExpansion' &&
      part.type !== 'ProcessSubstitution' &&
      part.type !== 'ArithmeticCommandExpansion'
    ) {
      forEachChild(part, visit);
      return;
    }
    const { script, pos, end } = part;
    if (!script) return;
    // Inside backticks the parser removes backslashes first, so positions there count in another text.
    const decoded = script.source;
    const place = walk.source.locate({ start: pos, end });
    const source = decoded === undefined ? walk.source : { text: decoded, locate: () => place };
    readScript(script, inside, { ...walk, source });
  };
  visit(node);
}

function readCommand(node: ShellCommandNode, position: CommandPosition, walk: Walk): void {
  const { source } = walk;
  const nodes = node.name ? [node.name, ...node.args] : node.args;
  const all = nodes.map((argument) => readArgument(argument, source));
  const { wrappers, words, assignments } = unwrap(all);
  const prefix = node.prefix.filter((part) => part.type === 'Assignment');
  walk.commands.push({
    name: words[0] && baseName(words[0].text),
    words,
    wrappers,
    assignments: [
      ...prefix.map((part) => ({
        name: part.name,
        value: part.value.type === 'Word' ? readWord(part.value, source) : undefined,
        span: source.locate({ start: part.pos, end: part.end }),
      })),
      ...assignments.map((word) => splitAssignment(word)),
    ],
    redirects: node.redirects.map((redirect) => readRedirect(redirect, source)),
    span: source.locate({ start: node.pos, end: node.end }),
    exec: wrappers.some((word) => word.text === 'exec'),
    position,
  });
  const invocation = readInvocation(words);
  const script = invocation?.script && nodes[all.indexOf(invocation.script)];
  if (script?.type === 'Word') follow(sourceOfWord(script, source), position, walk);
  const input = invocation?.readsInput ? node.redirects.find((part) => part.type === 'HereDoc') : undefined;
  if (input) followHeredoc(input, position, walk);
  for (const part of [...node.prefix, ...node.args, ...node.redirects]) {
    if (part !== input && part.type !== 'Word') readSubstitutions(part, position, walk);
  }
  for (const word of nodes) {
    if (word.type === 'Word' && word !== script && mayExpand(word.text)) readSubstitutions(word, position, walk);
  }
}

function follow(given: SourceText, position: CommandPosition, walk: Walk): void {
  if (walk.followed >= maxFollowed) return;
  const source = bounded(given);
  readScript(parse(source.text), { ...position, after: undefined }, { ...walk, source, followed: walk.followed + 1 });
}

function followHeredoc({ body }: HereDoc, position: CommandPosition, walk: Walk): void {
  const { text } = body;
  follow(sourceWithin(sourceAt(text, body.pos), walk.source), position, walk);
}

function readArgument(node: CommandArgument, source: SourceText): Word {
  if (node.type === 'Word') return readWord(node, source);
  const text =
    node.value.type === 'Word' && !node.index
      ? `${node.name}${node.append ? '+=' : '='}${node.value.value}`
      : node.text;
  return {
    text,
    span: source.locate({ start: node.pos, end: node.end }),
    literal: node.value.type === 'Word' && !hasExpansion(node.value),
  };
}

/** The assignment in a word such as `X=y` of `env X=y program`. */
function splitAssignment(word: Word): ShellCommand['assignments'][number] {
  const equals = word.text.indexOf('=');
  const value = { ...word, text: word.text.slice(equals + 1) };
  return { name: word.text.slice(0, equals), value, span: word.span };
}

function readRedirect(node: Redirection, source: SourceText): Redirect {
  const target = node.type === 'HereDoc' ? undefined : node.target;
  const delimiter = node.type === 'HereDoc' ? node.delimiter : undefined;
  return {
    operator: node.operator,
    descriptor: node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined,
    target: target
      ? readWord(target, source)
      : delimiter && {
          text: delimiter.value,
          span: source.locate({ start: delimiter.pos, end: delimiter.end }),
          literal: true,
        },
    span: source.locate({ start: node.pos, end: node.end }),
  };
}
