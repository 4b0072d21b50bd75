import { parseImage } from '../model/image.js';
import { canonicalName } from '../model/image-name.js';
import { parseShell } from '../shell/parse.js';
import type { ShellCommand } from '../shell/script.js';
import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import { parseYaml } from '../yaml/parse.js';
import type { EvidenceFile } from './evidence-files.js';

/** Something a pipeline runs: an action, an image, a template of jobs, a command of a script. */
export interface Step {
  readonly path: string;
  readonly span: Span;
  readonly kind: 'action' | 'image' | 'template' | 'command';
  /** What runs: `aquasecurity/trivy-action`, `aquasec/trivy`, `trivy`. */
  readonly name: string;
  /** All words of a command, the program first. */
  readonly words: readonly string[];
  /** What an action is given. */
  readonly inputs: Cursor | undefined;
  /** True when its failure does not fail the pipeline: `continue-on-error`, `allow_failure`, `|| true`. */
  readonly mayFail: boolean;
  /** True when the pipeline is started by a clock. */
  readonly isScheduled: boolean;
}

const actionKeys = ['uses', 'task', 'pipe', 'component'];
const scriptKeys = ['run', 'script', 'before_script', 'after_script', 'command', 'commands', 'bash'];

/** Levels of nesting that are read; pipelines have about eight. */
const deepest = 16;

/** Everything the pipeline of a file runs. A file that cannot be read runs nothing. */
export function readPipeline({ path, text }: EvidenceFile): readonly Step[] {
  const root = parseYaml(text).root({ open: true });
  const isScheduled = root.at('on', 'schedule').kind === 'list' || root.at('schedules').kind === 'list';
  const steps: Step[] = [];

  const add = (kind: Step['kind'], name: string, span: Span, rest: Partial<Step> = {}): void => {
    steps.push({ path, span, kind, name, words: [], inputs: undefined, mayFail: false, isScheduled, ...rest });
  };
  const addScript = (cursor: Cursor, mayFail: boolean): void => {
    const source = cursor.source();
    if (source === undefined) {
      for (const item of cursor.items()) addScript(item, mayFail);
      return;
    }
    for (const command of parseShell(source).commands) {
      const failing = mayFail || command.position.condition;
      for (const name of namesOf(command)) {
        add('command', name, command.span, { words: command.words.map((word) => word.text), mayFail: failing });
      }
    }
  };
  const visit = (cursor: Cursor, lenient: boolean, depth: number): void => {
    if (depth > deepest) return;
    for (const item of cursor.items()) visit(item, lenient, depth + 1);
    const mayFail =
      lenient || ['continue-on-error', 'continueOnError', 'allow_failure'].some((key) => isTrue(cursor.at(key)));
    for (const { name, cursor: value } of cursor.entries()) {
      const written = value.scalar;
      if (actionKeys.includes(name) && written !== undefined) {
        const inputs = cursor.at(name === 'task' ? 'inputs' : 'with');
        add('action', written.split('@', 1).join('').toLowerCase(), value.span, { inputs, mayFail });
      } else if (name === 'image') addImage(value, mayFail);
      else if (name === 'template' && written !== undefined) add('template', written, value.span, { mayFail });
      else if (scriptKeys.includes(name)) addScript(value, mayFail);
      else if (name === 'orbs') {
        for (const orb of value.entries()) add('action', orb.cursor.scalar ?? orb.name, orb.cursor.span);
      }
      if (value.kind === 'map' || value.kind === 'list') visit(value, mayFail, depth + 1);
    }
  };
  const addImage = (cursor: Cursor, mayFail: boolean): void => {
    const written = cursor.source() ?? cursor.at('name').source();
    const image = written && parseImage(written.text);
    if (image) add('image', canonicalName(image), cursor.span, { mayFail });
  };
  visit(root, false, 0);
  return steps;
}

function isTrue(cursor: Cursor): boolean {
  return cursor.plain() === true;
}

/** The program of a command, and with `docker run` also what the image is called that it runs. */
function namesOf({ name, words }: ShellCommand): readonly string[] {
  if (name === undefined) return [];
  if ((name !== 'docker' && name !== 'podman') || words[1]?.text !== 'run') {
    return name === 'npx' || name === 'pnpm' || name === 'yarn' ? [name, words[1]?.text ?? ''] : [name];
  }
  const images = words.slice(2).flatMap(({ text }) => (text.includes('/') ? (parseImage(text) ?? []) : []));
  return [name, ...images.map((image) => image.name)];
}
