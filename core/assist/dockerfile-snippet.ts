import { applyEdits, type Edit } from '../edit.js';
import { readDockerfile } from '../kinds/dockerfile.js';
import { healthCheckOf } from '../model/check-advice.js';
import type { Document } from '../model/document.js';
import { programsOfStage } from '../model/program.js';
import { put } from '../rule.js';
import { type Span, shift } from '../span.js';
import type { SnippetRequest } from './snippets.js';
import { explained, partialOf } from './snippets.js';
import { type Suggestion, wordAround } from './suggestion.js';

/**
 * A HEALTHCHECK that fits what is in the image, where an instruction may begin and the stage has none. The hole of the
 * stage writes it, and it is only offered if the file reads the same with it on this very line.
 */
export function dockerfileSnippets(request: SnippetRequest): readonly Suggestion[] {
  const { document, offset, file } = request;
  const word = wordAround(document.text, offset, /[A-Za-z]/);
  if (!isAlone(document.text, word)) return [];
  const written = document.text.slice(word.start, word.end);
  const without = read(request, `${document.text.slice(0, word.start)}${document.text.slice(word.end)}`);
  const stage = without.stage.filter(({ from }) => from.span.end < word.start).at(-1);
  if (stage === undefined || stage.container.liveness.state !== 'unset') return [];
  const programs = programsOfStage(stage);
  const check = programs && healthCheckOf(stage.container, programs);
  const [edit] = (check && put(stage.container.liveness, check)) ?? [];
  if (edit === undefined) return [];
  const text = inCaseOf(edit.text.trim(), written);
  const tried = read(request, applyEdits(document.text, [{ span: word, text }] satisfies readonly Edit[]).text);
  const before = without.instruction.length;
  const isRead =
    tried.instruction.length === before + 1 &&
    tried.problems.length === without.problems.length &&
    tried.stage[stage.index]?.container.liveness.state === 'set';
  if (!isRead || partialOf(file) !== undefined) return [];
  return [
    {
      label: text.split(' ', 1)[0] ?? '',
      kind: 'snippet',
      ...explained('healthcheck-missing', text, 'dockerfile', request),
      span: shift(word, document.base),
      text,
      rank: 0,
    },
  ];
}

function read({ document, file }: SnippetRequest, text: string): Document {
  const { outside } = file;
  return readDockerfile({
    path: document.path,
    text,
    base: 0,
    partial: partialOf(file),
    targets: outside.targets,
  });
}

/** True when nothing else stands on the line. */
function isAlone(text: string, { start, end }: Span): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const behind = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  return before.trim() === '' && behind.trim() === '';
}

/** Who writes keywords in small letters goes on so. */
function inCaseOf(text: string, word: string): string {
  if (word === '' || word !== word.toLowerCase()) return text;
  return text.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase());
}
