import type { HclAttribute, HclBlock, HclBody } from './hcl.js';
import { leave, literalPath, type ReadingTool, rulesFor, setLevel, type Tool } from './reading.js';
import type { Taking } from './taken.js';

/** Source: the pint docs, "Configuration". */
export const pint: Tool = {
  files: [['.pint.hcl']],
  async read({ name, text }, taking, how) {
    const { parseHcl } = await import('./hcl.js');
    const { body, broken } = parseHcl(text);
    if (broken !== undefined) leave(taking, `${name}:${broken}`, 'broken');
    const sure = body.blocks.filter(({ isBroken, line }) => {
      if (isBroken) leave(taking, `${name}:${line}`, 'broken');
      return !isBroken;
    });
    for (const { name: key, line } of body.attributes) leave(taking, `${name}:${line}: ${key}`, 'unknown');
    const place = (line: number, what: string): string => `${name}:${line}: ${what}`;
    // What a rule block says about a check counts more than the lists for all files.
    for (const block of sure.filter(({ type }) => type === 'rule')) readRule(block, place, taking, how);
    for (const { type, labels, body: inside, line } of sure) {
      if (type === 'checks') readChecks(inside, place, taking, how);
      else if (type === 'ci' || type === 'parser') readScope(type, inside, place, taking);
      else if (type === 'prometheus' || type === 'discovery')
        leave(taking, place(line, shown(type, labels)), 'offline');
      else if (type !== 'rule') leave(taking, place(line, shown(type, labels)), 'unknown');
    }
  },
};

type Place = (line: number, what: string) => string;

const shown = (type: string, labels: readonly string[]): string => [type, ...labels].join(' ');

/** The ids that an attribute lists; none, and a word about it, when they are not literal. */
function idsOf({ values, line, name }: HclAttribute, place: Place, taking: Taking): readonly string[] {
  if (values === undefined) leave(taking, place(line, name), 'value');
  return values ?? [];
}

function readChecks({ attributes, blocks }: HclBody, place: Place, taking: Taking, how: ReadingTool): void {
  for (const attribute of attributes) {
    const { name, line } = attribute;
    if (name === 'disabled') {
      for (const id of idsOf(attribute, place, taking)) setLevel('pint', id, 'off', taking, how);
    } else if (name === 'enabled') {
      const ids = idsOf(attribute, place, taking);
      for (const id of ids) setLevel('pint', id, 'on', taking, how);
      // The others of its checks are off then. Errors of YAML are none of them, and rules of ours that pint knows nothing like
      // stay as they are.
      const always = how.peers.rulesOf('pint', 'yaml/parse');
      const checks = [...how.peers.rulesOf('pint', '*')].filter((rule) => !always.has(rule)).sort();
      const others = ids.length === 0 ? [] : checks;
      const from = 'pint checks.enabled';
      for (const rule of others) taking.said.push({ rule, level: 'off', from, formats: ['prometheus'] });
    } else leave(taking, place(line, `checks.${name}`), 'unknown');
  }
  for (const { type, labels, line } of blocks) leave(taking, place(line, `checks.${shown(type, labels)}`), 'unknown');
}

/** Which files pint looks at. */
function readScope(scope: string, { attributes, blocks }: HclBody, place: Place, taking: Taking): void {
  for (const attribute of attributes) {
    const { name, line } = attribute;
    if (name === 'baseBranch') leave(taking, place(line, `${scope}.${name}`), 'since');
    else if (name !== 'exclude') leave(taking, place(line, `${scope}.${name}`), 'unknown');
    else {
      for (const expression of idsOf(attribute, place, taking)) {
        const glob = literalPath(expression);
        if (glob === undefined) leave(taking, place(line, `${scope}.exclude: ${expression}`), 'regex');
        else taking.ignore.push({ glob, from: `pint ${scope}.exclude` });
      }
    }
  }
  for (const { type, labels, line } of blocks) {
    leave(taking, place(line, `${scope}.${shown(type, labels)}`), 'unknown');
  }
}

/** Checks that are on or off for some files, and checks with settings of their own. */
function readRule({ body, line }: HclBlock, place: Place, taking: Taking, how: ReadingTool): void {
  const scopes = body.blocks.filter(({ type }) => type === 'match' || type === 'ignore');
  const files = scopes.length === 0 ? undefined : filesOf(scopes);
  const why = scopes.every(isPathAlone) ? 'regex' : 'matching';
  for (const attribute of body.attributes) {
    const { name } = attribute;
    const level = name === 'disable' ? 'off' : name === 'enable' ? 'on' : undefined;
    if (level === undefined) {
      leave(taking, place(attribute.line, `rule.${name}`), 'unknown');
      continue;
    }
    for (const id of idsOf(attribute, place, taking)) {
      if (scopes.length > 0 && files === undefined) {
        leave(taking, place(attribute.line, `rule.${name}: ${id}`), why);
        continue;
      }
      for (const rule of rulesFor('pint', id, taking, how)) {
        const scope = files === undefined ? {} : { files };
        taking.said.push({ rule, level, from: `pint ${id}`, formats: ['prometheus'], ...scope });
      }
    }
  }
  for (const { type, labels, line: at } of body.blocks) {
    if (type === 'match' || type === 'ignore') continue;
    leave(taking, place(at, `rule.${shown(type, labels)}`), 'noRule');
  }
  if (body.attributes.length + body.blocks.length === scopes.length) leave(taking, place(line, 'rule'), 'unknown');
}

/** Undefined when the blocks say anything else than which files are meant. */
function filesOf(scopes: readonly HclBlock[]): readonly string[] | undefined {
  const paths = scopes.map((scope) => {
    const [path] = isPathAlone(scope) && scope.type === 'match' ? (scope.body.attributes[0]?.values ?? []) : [];
    return path === undefined ? undefined : literalPath(path);
  });
  return paths.every((path) => path !== undefined) ? paths : undefined;
}

function isPathAlone({ body: { attributes, blocks } }: HclBlock): boolean {
  return blocks.length === 0 && attributes.every(({ name }) => name === 'path') && attributes.length === 1;
}
