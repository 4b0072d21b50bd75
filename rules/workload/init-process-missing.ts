import type { Edit } from '../../core/edit.js';
import { effective, programsOf, stageOf, usersOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { findFirstProcess } from '../../core/model/deaf-process.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { hasPlainEntrypoint, initFor } from '../../core/model/init-process.js';
import { programsOfStage } from '../../core/model/program.js';
import { isForDevelopment } from '../../core/model/secret-variable.js';
import { isOnRequest } from '../../core/model/serving.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

const anInit = { en: 'an init', ru: 'init-процесс' };

export default rule({
  id: 'init-process-missing',
  on: 'container',
  kinds: ['dockerfile', 'compose'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'hint',
  fix: 'unsafe',
  options: {
    /** Also report scripts of Node, Python and Perl, whose own handlers are not seen. */
    scripts: false,
  },
  since: '0.1.0',
  text: {
    summary: {
      en: 'Process 1 ends on the stop signal and reaps what others leave behind',
      ru: 'Процесс 1 завершается по сигналу остановки и прибирает за другими',
    },
    why: {
      en: 'The kernel gives process 1 no signal that it has no handler for. Every stop then takes the whole grace period and ends with SIGKILL; an init of a few kilobytes passes signals on and reaps orphans.',
      ru: 'Сигнал, для которого у процесса 1 нет обработчика, ядро ему не доставит. Каждая остановка длится всё отведённое время и кончается SIGKILL; init-процесс в несколько килобайт передаёт сигналы и прибирает осиротевшие процессы.',
    },
    deaf: {
      en: '"{program}" is process 1 and ignores {signal}: it is killed when the grace period is over',
      ru: '«{program}» — процесс 1 и не реагирует на {signal}: по истечении срока его убьют',
    },
    loop: {
      en: 'The loop of "{program}" is process 1 and ignores {signal}: it is killed when the grace period is over',
      ru: 'Цикл «{program}» — процесс 1 и не реагирует на {signal}: по истечении срока его убьют',
    },
    script: {
      en: '"{program}" is process 1 and ends on {signal} only if its script handles it',
      ru: '«{program}» — процесс 1 и завершится по {signal}, только если сигнал обрабатывает сам скрипт',
    },
    orphans: {
      en: '"{program}" is process 1 and does not reap the processes that "{browser}" leaves behind',
      ru: '«{program}» — процесс 1 и не прибирает процессы, которые оставляет «{browser}»',
    },
    fix: { en: 'Use {cure}', ru: 'Использовать {cure}' },
  },
  *check(container, { document, index, options }) {
    const { format, role, job, workload, stop } = container;
    if (role === 'build' || job || isForDevelopment(document.path)) return;
    const stage = document.stage.find((each) => each.container === container);
    const built = stageOf(index, container, document.path)?.fact.stage;
    const whole = built ? effective(container, built) : container;
    if (!hasPlainEntrypoint(whole, stage ?? built)) return;
    const programs = stage ? programsOfStage(stage) : programsOf(index, container, document.path);
    const first = findFirstProcess(whole, programs);
    // A short period is chosen by who knows that nothing is to be lost.
    const isShort = format === 'compose' && (known(stop.grace) ?? 0) < 5;
    if (first === undefined || isShort || whole.stop.signal.state === 'opaque') return;
    const browser = browsers.find((each) => programs?.installed.has(each));
    const isParent = first.kind === 'script' && browser !== undefined;
    if (!isParent && known(whole.stop.signal) !== undefined && known(whole.stop.signal) !== 'SIGTERM') return;
    if (first.kind === 'script' && !isParent && !options.scripts) return;
    if (stage ? isServedElsewhere(stage) : isStartedBelow(container) || hasInit(container)) return;
    const { program, span, endsOnInterrupt, alone } = first;
    const interrupt = stage && endsOnInterrupt && !isParent;
    const words = { program, signal: 'SIGTERM', cure: interrupt ? 'STOPSIGNAL SIGINT' : anInit };
    yield {
      at: span,
      ...(isParent ? { say: 'orphans', with: { ...words, browser } } : { say: first.kind, with: words }),
      fix: (): readonly Edit[] | undefined => {
        if (!alone) return undefined;
        if (interrupt) return put(container.stop.signal, 'SIGINT');
        return stage ? initFor(stage) : workload && put(workload.cursor.at('init').flag(), true);
      },
    };

    /** Every service that runs the image has an init or starts something else. */
    function isServedElsewhere(own: Stage): boolean {
      const users = usersOf(index, own, document.path).map((user) => user.container);
      return (
        users.length > 0 && users.every((user) => user.format === 'compose' && (hasInit(user) || isReplaced(user)))
      );
    }
  },
});

/** Browsers that start processes which outlive them. */
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** An init that is switched off is a decision, too. */
function hasInit({ workload }: Container): boolean {
  return workload !== undefined && workload.cursor.at('init').flag().state !== 'unset';
}

const isReplaced = ({ entrypoint, command }: Container): boolean =>
  entrypoint.state !== 'unset' || command.state !== 'unset';

/** What the Dockerfile starts is said there, and what another service says, at that one. */
function isStartedBelow(container: Container): boolean {
  const { entrypoint, command } = container;
  const value = command.state === 'set' ? command : entrypoint;
  return value.state !== 'set' || value.via !== undefined || isOnRequest(container);
}
