import { applyEdits } from '../../core/edit.js';
import { contains, type Place, type Span } from '../../core/span.js';
import type { Workspace } from '../../core/workspace.js';
import { inTime, isInside, isRaw } from './fuzz-places.js';
import type { CaseFile } from './pages.js';

/** Everything that an editor is told about places of a file, for comparison. */
export function assistance(workspace: Workspace, path: string, offsets: readonly number[]) {
  return {
    links: workspace.links(path),
    names: offsets.map((offset) => workspace.nameAt(path, offset)),
    settings: offsets.map((offset) => workspace.settingAt(path, offset)),
  };
}

/** What is wrong with the names of a file: places outside of their files. */
export function nameFaults(
  workspace: Workspace,
  files: readonly CaseFile[],
  { path, text }: CaseFile,
  offsets: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const visit = (what: string, places: readonly Place[]): void => {
    if (places.some((place) => !isInside(place.span, texts.get(place.path) ?? ''))) {
      faults.push(`${what} leads out of its file`);
    }
  };
  for (const { span } of workspace.links(path)) if (!isInside(span, text)) faults.push('a link is outside of the file');
  for (const offset of offsets) {
    const name = inTime('a definition', faults, () => workspace.nameAt(path, offset));
    if (name && !isInside(name.span, text)) faults.push('a name is outside of the file');
    visit('a definition', name?.targets ?? []);
    const { definitions, uses } = inTime('a look for references', faults, () => workspace.referencesAt(path, offset));
    visit('a reference', [...definitions, ...uses]);
  }
  return faults;
}

/** What is wrong with the completion at some places of a file, and in an empty line above others. */
export function completionFaults(
  workspace: Workspace,
  { path, text }: CaseFile,
  { offsets, lines }: { readonly offsets: readonly number[]; readonly lines: readonly number[] },
): readonly string[] {
  const faults: string[] = [];
  for (const offset of offsets) faults.push(...suggestionFaults(workspace, path, { text, offset }));
  for (const offset of lines) {
    const begun = withLine(text, offset);
    workspace.open(path, begun.text);
    faults.push(...suggestionFaults(workspace, path, begun));
  }
  workspace.open(path, text);
  return faults;
}

/** A text in which somebody asks what may be written at an offset. */
interface Begun {
  readonly text: string;
  readonly offset: number;
}

/** What is suggested replaces a piece of the line around the offset, reads as well as before, and is the same when asked again. */
function suggestionFaults(workspace: Workspace, path: string, { text, offset }: Begun): readonly string[] {
  const faults: string[] = [];
  const ask = () => inTime('a completion', faults, () => workspace.suggestions(path, offset, true));
  const suggestions = ask();
  if (JSON.stringify(ask()) !== JSON.stringify(suggestions)) faults.push('asked again it suggests other things');
  for (const suggestion of suggestions) {
    const { span, label, detail = '', documentation = '' } = suggestion;
    const what = `the suggestion ${label}`;
    if (!isInside(span, text)) faults.push(`${what} is outside of the file`);
    else if (!contains(span, { start: offset, end: offset })) faults.push(`${what} stands elsewhere`);
    else if (/[\r\n]/.test(text.slice(span.start, span.end)))
      faults.push(`${what} replaces more than a part of a line`);
    else if (suggestion.kind === 'snippet') faults.push(...broken(workspace, path, text, suggestion));
    if ([label, detail, documentation].some(isRaw)) faults.push(`${what} holds a control character`);
  }
  return faults;
}

/** The text with an empty line above that of the offset, as far in as that one: where the next key is begun. */
function withLine(text: string, offset: number): Begun {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '';
  return { text: `${text.slice(0, start)}${indent}\n${text.slice(start)}`, offset: start + indent.length };
}

/** A block leaves a file that reads as well as before, and is not offered twice. */
function broken(
  workspace: Workspace,
  path: string,
  text: string,
  { span, text: written, label }: { readonly span: Span; readonly text: string; readonly label: string },
): readonly string[] {
  const problems = (): number => workspace.documents(path).reduce((sum, { problems: own }) => sum + own.length, 0);
  const before = problems();
  workspace.open(path, applyEdits(text, [{ span, text: written }]).text);
  const after = problems();
  const again = workspace.suggestions(path, span.start + written.length, true).filter((one) => one.kind === 'snippet');
  workspace.open(path, text);
  return [
    ...(after > before ? [`the block ${label} breaks the file`] : []),
    ...(again.some((one) => one.label === label) ? [`the block ${label} is offered again`] : []),
  ];
}
