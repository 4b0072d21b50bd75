import { stageOf, usersOf } from '../../core/index/link.js';
import type { Command, Word } from '../../core/model/command.js';
import type { Container } from '../../core/model/container.js';
import { isDevelopmentName, isForDevelopment } from '../../core/model/development.js';
import { nameOf } from '../../core/model/path.js';
import { rule } from '../../core/rule.js';
import { baseName, unwrap } from '../../core/shell/wrapper.js';
import type { Span } from '../../core/span.js';
import type { Value } from '../../core/value.js';

/** Tasks that start a server for good. Scripts of other names are builds, tests, migrations or for development. */
const serving = /^(?:start|serve|server|prod|production)(?:[:_-](?:prod|production|server|web|api|app|all|docker))?$/;

/** Programs that run a script of the project as their child. `bundle exec`, `poetry run` and `uv run` make way for it. */
const runners = new Set(['npm', 'yarn', 'pnpm']);

/** Build tools, with the tasks that start a server. */
const mavenTasks = /^(?:spring-boot:run|exec:java|jetty:run|tomcat7:run)$/;
const gradleTasks = /^(?::[\w-]+:)*(?:run|bootRun)$/;
const buildTasks = new Map([
  ['mvn', mavenTasks],
  ['mvnw', mavenTasks],
  ['gradle', gradleTasks],
  ['gradlew', gradleTasks],
]);

export default rule({
  id: 'package-manager-as-main-process',
  on: 'document',
  kinds: ['dockerfile', 'compose'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  // How much of a signal arrives depends on the release and on the shell behind it.
  level: 'info',
  fix: 'none',
  // Without the shell in front of it, it is this rule's turn.
  yieldsTo: ['signal-not-forwarded'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'The main process is the program, not a package manager',
      ru: 'Главный процесс — сама программа, а не менеджер пакетов',
    },
    why: {
      en: 'The stop signal goes to the package manager. Between it and the program stands a shell or another JVM, where the signal may end: the program is then killed with its requests open. It also costs memory and start time for as long as the container lives.',
      ru: 'Сигнал остановки получает менеджер пакетов. Между ним и программой стоит оболочка или ещё одна JVM, и сигнал может на этом закончиться: программу убьют с открытыми запросами. К тому же всё это время он занимает память.',
    },
    manager: {
      en: '"{manager}" is the main process and starts the program as its child',
      ru: 'Главный процесс — «{manager}», программа работает дочерним процессом',
    },
  },
  *check(document, { index }) {
    if (isDevelopmentName(nameOf(document.path))) return;
    const told = new Set<number>();
    for (const container of document.container) {
      const { role, job, format, name, entrypoint, command } = container;
      if (role === 'build' || job || isDevelopmentName(name)) continue;
      let front = entrypoint;
      if (format === 'dockerfile') {
        const stage = document.stage.find((each) => each.container === container);
        const users = stage === undefined ? [] : usersOf(index, stage, document.path);
        if (users.length > 0 && users.every((user) => isReplaced(user.container))) continue;
      } else {
        if (isForDevelopment(container)) continue;
        const built = stageOf(index, container, document.path);
        if (front.state === 'unset' && built !== undefined) front = built.fact.stage.container.entrypoint;
      }
      for (const value of [entrypoint, ...(passesOn(front) ? [command] : [])]) {
        const found = managerIn(value);
        if (found === undefined || told.has(found.span.start)) continue;
        told.add(found.span.start);
        yield { at: found.span, say: 'manager', with: { manager: found.name } };
      }
    }
  },
});

const isReplaced = ({ entrypoint, command }: Container): boolean =>
  entrypoint.state !== 'unset' || command.state !== 'unset';

/** True for an entry point that makes way for its arguments: none, an init, or the one of the official images. */
function passesOn(entrypoint: Value<Command>): boolean {
  if (entrypoint.state !== 'set') return entrypoint.state === 'unset';
  const { words, script } = entrypoint.value;
  const { words: rest } = unwrap([...words, { text: 'x', span: entrypoint.span, literal: true }]);
  return script === undefined && (rest.length === 1 || baseName(words[0]?.text ?? '') === 'docker-entrypoint.sh');
}

interface Found {
  readonly name: string;
  readonly span: Span;
}

/** The package manager that runs for the life of the container. */
function managerIn(value: Value<Command>): Found | undefined {
  if (value.state !== 'set') return undefined;
  const { words, script } = value.value;
  if (script?.traps) return undefined;
  const last = script?.commands.find(({ position }) => position.last && !position.background && !position.piped);
  const [program, ...rest] = script === undefined ? unwrap(words).words : (last?.words ?? []);
  const name = baseName(program?.text ?? '');
  const task = taskIn(name, rest);
  return program && task && { name, span: { start: program.span.start, end: task.span.end } };
}

/** The task that starts a server: the script that a runner is given, or any of the tasks of a build tool. */
function taskIn(name: string, words: readonly Word[]): Word | undefined {
  const named = words.filter(({ text }) => !text.startsWith('-'));
  const tasks = buildTasks.get(name);
  if (tasks !== undefined) return named.find(({ text }) => tasks.test(text));
  const script = runners.has(name) ? named.find(({ text }) => text !== 'run' && text !== 'run-script') : undefined;
  return script && serving.test(script.text) ? script : undefined;
}
