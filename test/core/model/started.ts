import { commandOfText, commandOfWords } from '../../../core/model/argv.js';
import type { Command } from '../../../core/model/command.js';
import type { Variable } from '../../../core/model/container.js';
import type { Started } from '../../../core/model/settings-text.js';
import { sourceAt } from '../../../core/source.js';
import { set, unset } from '../../../core/value.js';

const nowhere = { start: 0, end: 0 };

/** A command of which each word stands in a text of its own, one behind the other with a blank between. */
export function exec(...texts: readonly string[]): Command {
  let at = 0;
  const words = texts.map((text) => {
    const word = { text, span: { start: at, end: at + text.length }, literal: true };
    at += text.length + 1;
    return word;
  });
  return commandOfWords(words);
}

export function shell(text: string): Command {
  return commandOfText(sourceAt(text, 0));
}

/** A container with these variables, each value standing at offset 100 as it is. */
export function started(
  environment: Readonly<Record<string, string>>,
  command?: Command,
  entrypoint?: Command,
): Started {
  const variables = Object.entries(environment).map(
    ([name, value]): Variable => ({
      kind: 'env',
      name,
      nameSpan: nowhere,
      value: set(value, { start: 100, end: 100 + value.length }),
      reference: undefined,
    }),
  );
  return {
    variables,
    command: command === undefined ? unset<Command>(nowhere) : set(command, command.span),
    entrypoint: entrypoint === undefined ? unset<Command>(nowhere) : set(entrypoint, entrypoint.span),
  };
}
