// All that `dockerfile-ast` takes from `vscode-languageserver-types`. In the bundle of the command line it stands in place of
// that package, which makes all types of the protocol ready before the first line is read.

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export const Position = { create: (line: number, character: number): Position => ({ line, character }) };

export const Range = { create };

function create(start: Position, end: Position): Range;
function create(startLine: number, startCharacter: number, endLine: number, endCharacter: number): Range;
function create(one: number | Position, two: number | Position, three = 0, four = 0): Range {
  return typeof one === 'number' || typeof two === 'number'
    ? { start: Position.create(Number(one), Number(two)), end: Position.create(three, four) }
    : { start: one, end: two };
}
