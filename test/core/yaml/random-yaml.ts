import fc from 'fast-check';

/** How one random document is written. */
export interface Habits {
  readonly step: number;
  readonly listsIndented: boolean;
  readonly lineEnd: '\n' | '\r\n';
  readonly finalLineEnd: boolean;
}

type Scalar = { readonly kind: 'scalar'; readonly written: string };
type Block = { readonly kind: 'block'; readonly header: string; readonly lines: readonly string[] };
type Flow = { readonly kind: 'flow'; readonly written: string };
type Branch = { readonly kind: 'map' | 'list'; readonly entries: readonly Entry[] };
type Tree = Scalar | Block | Flow | Branch;
interface Entry {
  readonly key: string;
  readonly value: Tree;
  readonly above: readonly string[];
  readonly behind: string;
}

const scalar = fc
  .constantFrom('web', '8080', 'true', '1.10', '0644', '"quoted # text"', "'it''s'", 'a:b', 'nginx:1.29', '~', '', '-1')
  .map((written): Scalar => ({ kind: 'scalar', written }));

const block = fc
  .record({
    header: fc.constantFrom('|', '|-', '>', '>-', '|+'),
    lines: fc.array(fc.constantFrom('set -e', 'exec app', '# no comment', '', '  more'), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .filter(({ lines }) => lines[0] !== '' && lines[0] !== '  more')
  .map(({ header, lines }): Block => ({ kind: 'block', header, lines }));

const flow = fc
  .constantFrom('{}', '[]', '{ a: 1, b: x }', '{a: 1}', '[1, two]', '["x"]', '{a: {b: 1}}', '[]')
  .map((written): Flow => ({ kind: 'flow', written }));

const above = fc.array(fc.constantFrom('', '# comment', '  # further in', '#'), { maxLength: 2 });
const behind = fc.constantFrom('', '', '', ' # why', '\t# tab', '   ');

const { tree } = fc.letrec<{ tree: Tree; branch: Branch; entry: Entry }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', maxDepth: 4 }, scalar, flow, block, tie('branch'), tie('branch')),
  entry: fc.record({
    key: fc.constantFrom('image', 'name', 'env', 'spec', '"quoted"', 'ports', "'on'", 'a.b/c', 'x y'),
    value: tie('tree'),
    above,
    behind,
  }),
  branch: fc
    .record({
      kind: fc.constantFrom<'map' | 'list'>('map', 'map', 'list'),
      entries: fc.uniqueArray(tie('entry'), { minLength: 1, maxLength: 4, selector: ({ key }) => key }),
    })
    .map((branch): Branch => branch),
}));

export const randomDocument: fc.Arbitrary<string> = fc
  .record({
    top: tree.filter((each): each is Branch => each.kind === 'map'),
    step: fc.constantFrom(2, 4),
    listsIndented: fc.boolean(),
    lineEnd: fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
    finalLineEnd: fc.boolean(),
    head: fc.constantFrom('', '---\n', '# head\n', '# head\n\n---\n'),
  })
  .map(({ top, head, ...habits }) => {
    const text = head + write(top, 0, habits).join('\n') + (habits.finalLineEnd ? '\n' : '');
    return text.replaceAll('\n', habits.lineEnd);
  });

/** Lines of a block collection at a column. */
function write(branch: Branch, column: number, habits: Habits): readonly string[] {
  const pad = ' '.repeat(column);
  return branch.entries.flatMap(({ key, value, above, behind }) => {
    const lead = branch.kind === 'map' ? `${key}:` : '-';
    const before = above.map((line) => (line === '' ? '' : pad + line));
    switch (value.kind) {
      case 'scalar':
      case 'flow':
        return [...before, `${pad}${lead}${value.written === '' ? '' : ' '}${value.written}${behind}`];
      case 'block': {
        const inner = ' '.repeat(column + habits.step);
        return [
          ...before,
          `${pad}${lead} ${value.header}`,
          ...value.lines.map((line) => (line === '' ? '' : inner + line)),
        ];
      }
      default: {
        const flat = value.kind === 'list' && branch.kind === 'map' && !habits.listsIndented;
        const below = branch.kind === 'list' ? 2 : flat ? 0 : habits.step;
        const lines = write(value, column + below, habits);
        const first = lines[0]?.slice(column + below);
        // An item that is a mapping begins behind its dash.
        if (branch.kind === 'list' && first !== undefined && first !== '' && !first.trimStart().startsWith('#')) {
          return [...before, `${pad}- ${first}`, ...lines.slice(1)];
        }
        return [...before, `${pad}${lead}${behind}`, ...lines];
      }
    }
  });
}
