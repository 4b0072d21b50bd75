import type { Index } from '../../core/index/index.js';
import { stageOf, usersOf } from '../../core/index/link.js';
import { commandOfWords } from '../../core/model/argv.js';
import type { Command, Word } from '../../core/model/command.js';
import type { Container } from '../../core/model/container.js';
import { isDevelopmentName, isForDevelopment } from '../../core/model/development.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { copiesPackage, type ManagedStart, managedStart, wordsOfScript } from '../../core/model/package-manager.js';
import { nameOf, packageBeside } from '../../core/model/path.js';
import { rule } from '../../core/rule.js';
import { baseName, unwrap } from '../../core/shell/wrapper.js';
import type { Value } from '../../core/value.js';

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
  fix: 'unsafe',
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
    fix: { en: 'Start what the script starts', ru: 'Запускать то, что запускает скрипт' },
  },
  *check(document, { index }) {
    if (isDevelopmentName(nameOf(document.path))) return;
    const told = new Set<number>();
    for (const container of document.container) {
      const { role, job, format, name, entrypoint, command } = container;
      if (role === 'build' || job || isDevelopmentName(name)) continue;
      if (managedStart(entrypoint) === undefined && managedStart(command) === undefined) continue;
      let front = entrypoint;
      let built = { path: document.path, stages: document.stage };
      if (format === 'dockerfile') {
        const stage = document.stage.find((each) => each.container === container);
        const users = stage === undefined ? [] : usersOf(index, stage, document.path);
        if (users.length > 0 && users.every((user) => isReplaced(user.container))) continue;
      } else {
        if (isForDevelopment(container)) continue;
        const stage = stageOf(index, container, document.path);
        if (front.state === 'unset' && stage !== undefined) front = stage.fact.stage.container.entrypoint;
        built = { path: stage?.document.path ?? '', stages: stage?.document.stage ?? [] };
      }
      for (const value of [entrypoint, ...(passesOn(front) ? [command] : [])]) {
        const found = managedStart(value);
        if (found === undefined || told.has(found.span.start)) continue;
        told.add(found.span.start);
        const { manager, span: at } = found;
        yield {
          at,
          say: 'manager',
          with: { manager },
          fix: () => {
            const isElsewhere = container.workload?.cursor.at('working_dir').kind === 'scalar';
            const words = isElsewhere ? undefined : programBehind(index, found, built);
            return words && value.state === 'set' && value.via === undefined
              ? value.hole.put(commandOfWords([...found.front, ...words]))
              : undefined;
          },
        };
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

interface Built {
  readonly path: string;
  readonly stages: readonly Stage[];
}

/** What the script starts, by the `package.json` beside the Dockerfile, where that is the one in the image. */
function programBehind(
  index: Index,
  { script, span }: ManagedStart,
  { path, stages }: Built,
): readonly Word[] | undefined {
  const scripts = index.contents(packageBeside(path))?.scripts;
  if (script === undefined || scripts === undefined || !copiesPackage(stages)) return undefined;
  return wordsOfScript(scripts, script)?.map((text) => ({ text, span, literal: true }));
}
