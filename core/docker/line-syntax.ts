import { DockerfileParser, type ModifiableInstruction, type PropertyInstruction } from 'dockerfile-ast';
import { remember } from '../kept.js';

/** From and to, in characters of the line. */
export type Part = readonly [start: number, end: number];

/** What the library makes of one joined line, wherever it stands in a file. */
export interface LineSyntax {
  readonly keyword: Part;
  readonly flags: readonly { readonly name: string; readonly whole: Part; readonly value: Part | undefined }[];
  /** Of ARG, ENV and LABEL. */
  readonly pairs: readonly { readonly name: Part; readonly value: Part | undefined; readonly whole: Part }[];
}

/**
 * A keyword that takes no pairs and has no flag behind it, so that there is nothing to take apart. The library looks for
 * flags behind words as well: of a health check, and where a word holds two dashes.
 */
const plain = /^(?!(?:ARG|ENV|LABEL|HEALTHCHECK)(?![A-Z]))[A-Z]+(?= *$| +(?![^ ]*--)[^-\\` ])/i;

/**
 * Reads a line on which nothing continues; in front of it may stand an escape directive. Undefined when there is no
 * instruction on it.
 */
export function readLineSyntax(text: string): LineSyntax | undefined {
  const keyword = plain.exec(text)?.[0];
  return keyword === undefined ? parsed(text) : { keyword: [0, keyword.length], flags: [], pairs: [] };
}

const parsed = remember(1000, (text): LineSyntax | undefined => {
  const syntax = DockerfileParser.parse(text).getInstructions()[0];
  if (!syntax) return undefined;
  return {
    keyword: partOf(syntax.getInstructionRange()),
    flags: (isModifiable(syntax) ? syntax.getFlags() : []).map((flag) => {
      const value = flag.getValueRange();
      return { name: flag.getName(), whole: partOf(flag.getRange()), value: value ? partOf(value) : undefined };
    }),
    pairs: (isProperty(syntax) ? syntax.getProperties() : []).map((property) => {
      const value = property.getValueRange();
      return {
        name: partOf(property.getNameRange()),
        value: value ? partOf(value) : undefined,
        whole: partOf(property.getRange()),
      };
    }),
  };
});

interface Characters {
  readonly start: { readonly character: number };
  readonly end: { readonly character: number };
}

const partOf = ({ start, end }: Characters): Part => [start.character, end.character];

// The library exports these classes as types only.
type Syntax = ReturnType<ReturnType<typeof DockerfileParser.parse>['getInstructions']>[number];
const isModifiable = (syntax: Syntax): syntax is ModifiableInstruction => 'getFlags' in syntax;
const isProperty = (syntax: Syntax): syntax is PropertyInstruction => 'getProperties' in syntax;
