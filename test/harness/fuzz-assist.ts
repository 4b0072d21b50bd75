import { applyEdits } from '../../core/edit.js';
import type { Place, Span } from '../../core/span.js';
import type { Workspace } from '../../core/workspace.js';
import type { CaseFile } from './pages.js';

/** Everything that an editor is told about places of a file, for comparison. */
export function assistance(workspace: Workspace, path: string, offsets: readonly number[]) {
  return {
    links: workspace.links(path),
    names: offsets.map((offset) => workspace.nameAt(path, offset)),
    settings: offsets.map((offset) => workspace.settingAt(path, offset)),
  };
}

/** What is wrong with the help for a file: places outside of their files, blocks that break what was whole. */
export function assistFaults(
  workspace: Workspace,
  files: readonly CaseFile[],
  { path, text }: CaseFile,
  offsets: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const isIn = ({ start, end }: Span, its: string | undefined): boolean =>
    its !== undefined && 0 <= start && start <= end && end <= its.length;
  const visit = (what: string, places: readonly Place[]): void => {
    if (places.some((place) => !isIn(place.span, texts.get(place.path)))) faults.push(`${what} leads out of its file`);
  };
  for (const { span } of workspace.links(path)) if (!isIn(span, text)) faults.push('a link is outside of the file');
  for (const offset of offsets) {
    const name = workspace.nameAt(path, offset);
    if (name && !isIn(name.span, text)) faults.push('a name is outside of the file');
    visit('a definition', name?.targets ?? []);
    const { definitions, uses } = workspace.referencesAt(path, offset);
    visit('a reference', [...definitions, ...uses]);
    for (const begun of [{ text, offset }, withLine(text, offset)]) {
      workspace.open(path, begun.text);
      for (const suggestion of workspace.suggestions(path, begun.offset, true)) {
        if (!isIn(suggestion.span, begun.text))
          faults.push(`the suggestion ${suggestion.label} is outside of the file`);
        else if (suggestion.kind === 'snippet') faults.push(...broken(workspace, path, begun.text, suggestion));
      }
    }
    workspace.open(path, text);
  }
  return faults;
}

/** The text with an empty line above that of the offset, as far in as that one: where the next key is begun. */
function withLine(text: string, offset: number): { readonly text: string; readonly offset: number } {
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
