import { stageOf, usersOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { findFirstProcess } from '../../core/model/deaf-process.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { replacesItself, type ShellInFront, shellInFront, withoutShell } from '../../core/model/main-process.js';
import { isLastStage } from '../../core/model/told.js';
import { rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'signal-not-forwarded',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  same: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'The stop signal reaches the program, not a shell in front of it',
      ru: 'Сигнал остановки доходит до программы, а не до оболочки перед ней',
    },
    why: {
      en: 'SIGTERM goes to process 1. A shell there does not pass it on: the program never hears of its end and is killed when the grace period is over, with open requests and unwritten data.',
      ru: 'SIGTERM получает процесс 1. Оболочка на этом месте его не передаёт: программа не узнаёт о завершении, и по истечении срока её убивают вместе с открытыми запросами и незаписанными данными.',
    },
    shell: {
      en: '"{program}" runs behind a shell, which does not pass SIGTERM on',
      ru: '«{program}» работает за оболочкой, которая не передаёт SIGTERM',
    },
    fix: { en: 'Start "{program}" without the shell', ru: 'Запускать «{program}» без оболочки' },
  },
  *check(container, { document, index }) {
    const { role, job, entrypoint, command, workload } = container;
    if (role === 'build' || role === 'init' || job) return;
    const front = shellInFront(container);
    // Where the program would ignore the signal, too, that is said instead.
    if (front === undefined || findFirstProcess(container, undefined) !== undefined) return;
    const written = front.value === entrypoint ? 'entrypoint' : 'command';
    let owner = front;
    if (container.format === 'dockerfile') {
      const stage = document.stage.find((each) => each.container === container);
      // SHELL in the Dockerfile is a choice of its own.
      if (front.value.value.form === 'shell' && front.value.value.shell !== '/bin/sh') return;
      if (stage === undefined || replacesItself(front, stage.rootImage)) return;
      const users = usersOf(index, stage, document.path);
      if (users.length > 0 && users.every((user) => isReplaced(user.container, written))) return;
      owner = writtenBelow(document.stage, front) ?? front;
    } else {
      if (front.value.via !== undefined || (front.value === command && entrypoint.state === 'opaque')) return;
      const image = stageOf(index, container, document.path)?.fact.stage.rootImage ?? container.image;
      if (replacesItself(front, image)) return;
      if (workload !== undefined && known(workload.spec.at('shareProcessNamespace').flag()) === true) return;
    }
    const program = front.last.name ?? '';
    const at = front.simple ? front.value.span : front.last.span;
    // Both tell the shell form, wherever it ends up; a build check looks at what is built.
    const isShellForm = container.format === 'dockerfile' && front.value.value.form === 'shell';
    const toldAs = isShellForm
      ? ['hadolint:DL3025', ...(isLastStage(document, container) ? ['buildkit:JSONArgsRecommended'] : [])]
      : [];
    yield { at, say: 'shell', with: { program }, toldAs, fix: () => withoutShell(owner) };
  },
});

/** A new entry point makes the image's command void, too. */
function isReplaced({ entrypoint, command }: Container, written: 'entrypoint' | 'command'): boolean {
  return entrypoint.state !== 'unset' || (written === 'command' && command.state !== 'unset');
}

/** The same shell in the stage that writes it, where a stage above only inherits it. */
function writtenBelow(stages: readonly Stage[], { value }: ShellInFront): ShellInFront | undefined {
  if (value.via === undefined) return undefined;
  const own = stages.flatMap(({ container }) => shellInFront(container) ?? []);
  return own.find((each) => each.value.via === undefined && each.value.span.start === value.span.start);
}
