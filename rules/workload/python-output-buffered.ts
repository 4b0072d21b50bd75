import { stageOf, usersOf } from '../../core/index/link.js';
import type { Command, Word } from '../../core/model/command.js';
import type { Container } from '../../core/model/container.js';
import type { ImageReference } from '../../core/model/image.js';
import { canonicalName } from '../../core/model/image-name.js';
import { setVariable } from '../../core/model/variable-fix.js';
import { put, rule } from '../../core/rule.js';
import { baseName, unwrap } from '../../core/shell/wrapper.js';
import type { Value } from '../../core/value.js';

const variable = 'PYTHONUNBUFFERED';

/** Modules whose output goes to stderr or is flushed. */
const unbuffered = new Set(['gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'celery', 'flask', 'fastapi', 'http.server']);

export default rule({
  id: 'python-output-buffered',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'python-tuning',
  pillar: 'observability',
  preset: 'recommended',
  // The program may flush by itself, or log to stderr.
  level: 'hint',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'Python writes its output at once', ru: 'Python пишет вывод сразу' },
    why: {
      en: 'Where stdout is no terminal, Python gathers 8 KiB before it writes: lines of the log come late, and those before a crash or a kill never.',
      ru: 'Если stdout не терминал, Python копит 8 КиБ и лишь потом пишет: строки лога приходят с опозданием, а последние перед падением или убийством не приходят вовсе.',
    },
    buffered: {
      en: 'Python buffers its stdout: PYTHONUNBUFFERED is not set',
      ru: 'Python буферизует stdout: PYTHONUNBUFFERED не задан',
    },
    fix: { en: 'Set PYTHONUNBUFFERED to 1', ru: 'Задать PYTHONUNBUFFERED=1' },
  },
  *check(container, { document, index }) {
    const { format, role, job, entrypoint, command } = container;
    if (role === 'build' || job || isSet(container)) return;
    // What is inherited or shared is told where it is written.
    const program = [entrypoint, command].flatMap((value) =>
      value.state === 'set' && value.via === undefined ? (pythonIn(value.value) ?? []) : [],
    )[0];
    if (program === undefined) return;
    if (format === 'dockerfile') {
      const stage = document.stage.find((each) => each.container === container);
      if (stage === undefined || !isPython(stage.rootImage)) return;
      const users = usersOf(index, stage, document.path);
      if (users.length > 0 && users.every((user) => user.container.variablesOpen || isSet(user.container))) return;
      yield { at: program.span, say: 'buffered', fix: () => put(stage.variable(variable), '1') };
      return;
    }
    const built = stageOf(index, container, document.path)?.fact.stage;
    if (container.variablesOpen || (built !== undefined && isSet(built.container))) return;
    if (!isPython(built?.rootImage ?? container.image)) return;
    yield { at: program.span, say: 'buffered', fix: () => setVariable(container, variable, '1') };
  },
});

/** Set to anything but the empty text, or to what cannot be known. */
function isSet({ variables }: Pick<Container, 'variables'>): boolean {
  return variables.some(
    ({ kind, name, value }) => kind === 'env' && name === variable && (value.state !== 'set' || value.value !== ''),
  );
}

/** True for the official images, which do not set the variable; of others nobody knows. */
function isPython(image: Value<ImageReference>): boolean {
  return image.state === 'set' && canonicalName(image.value) === 'python';
}

/** Managers of projects that start a program by `run`. */
const runners = new Set(['uv', 'poetry', 'pipenv', 'pdm', 'hatch', 'rye']);

/** The command behind `uv run` and its like; a script alone is started by Python. */
function behindRunner(words: readonly Word[]): readonly Word[] {
  const [program, verb, ...rest] = words;
  if (program === undefined || verb?.text !== 'run' || !runners.has(baseName(program.text))) return words;
  const first = rest.findIndex(({ text }) => !text.startsWith('-'));
  const started = rest[first];
  return started?.text.endsWith('.py') ? [{ ...started, text: 'python' }, ...rest.slice(first)] : rest.slice(first);
}

/** The word that starts Python for the life of the container, its output buffered. */
function pythonIn({ words, script }: Command): Word | undefined {
  const last = script?.commands.find(({ position }) => position.last && !position.background);
  const [program, ...rest] = behindRunner(script === undefined ? unwrap(words).words : (last?.words ?? []));
  if (program === undefined || !/^python(?:3(?:\.\d{1,2})?)?$/.test(baseName(program.text))) return undefined;
  const first = rest.findIndex(({ text }) => !text.startsWith('-') || text === '-m' || text === '-c');
  const started = rest[first];
  const module = started?.text === '-m' ? (rest[first + 1]?.text ?? '') : '';
  const hasFlag = rest.slice(0, first).some(({ text }) => /^-[A-Za-z]*u/.test(text));
  if (started === undefined || hasFlag || unbuffered.has(module)) return undefined;
  // The server of Django for developers logs to stderr.
  if (rest.some(({ text }) => text === 'runserver')) return undefined;
  // A file of the program, or a module of it; code on the command line is a trifle.
  return module !== '' || started.text.endsWith('.py') ? program : undefined;
}
