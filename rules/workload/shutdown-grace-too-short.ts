import { effective, stageOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { shutdownNeedOf } from '../../core/model/shutdown.js';
import { put, rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';
import { seconds } from '../../core/text.js';

/** What the fix adds to the need, so that the last write has time, too; in seconds. */
const slack = 5;

export default rule({
  id: 'shutdown-grace-too-short',
  on: 'workload',
  kinds: ['compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'The grace period is longer than the shutdown takes',
      ru: 'Время на завершение больше, чем нужно для завершения',
    },
    why: {
      en: 'When the grace period ends first, SIGKILL cuts the shutdown off in the middle: requests are dropped that the program had promised to finish.',
      ru: 'Если срок кончается раньше, SIGKILL обрывает завершение посередине: пропадают запросы, которые программа обещала доделать.',
    },
    short: {
      en: 'The shutdown may take {need} ({source}), the grace period is {grace}',
      ru: 'Завершение может занять {need} ({source}), а отведено {grace}',
    },
    fix: { en: 'Raise the grace period to {wanted}', ru: 'Увеличить время на завершение до {wanted}' },
  },
  *check({ grace, containers }, { document, index }) {
    if (grace.state !== 'set') return;
    const short = containers.flatMap((container) => {
      if (container.role === 'init' || container.job) return [];
      const built = stageOf(index, container, document.path);
      const need = shutdownNeedOf(built ? effective(container, built.fact.stage) : container);
      return need === undefined || need.seconds < grace.value ? [] : [{ container, need }];
    });
    // The period is one for all containers: the longest of them decides.
    const [longest, ...others] = short;
    if (longest === undefined) return;
    const { container, need } = others.reduce((a, b) => (b.need.seconds > a.need.seconds ? b : a), longest);
    const sources = [...(need.hook === undefined ? [] : ['preStop']), ...(need.drain ? [need.drain.source] : [])];
    const wanted = Math.ceil((need.seconds + slack) / 5) * 5;
    const asked = placeOfNeed(container);
    const isWritten = grace.via !== 'default';
    // What an anchor or a default says is not wrong by itself: then what asks for more is the place to look at.
    const isOwn = grace.via === undefined;
    yield {
      at: isOwn ? grace.span : (asked ?? container.anchor),
      say: 'short',
      with: {
        need: seconds(need.seconds),
        source: sources.join(' + '),
        grace: seconds(grace.value),
        wanted: seconds(wanted),
      },
      // A close fit; a hook that leaves the program no second is none.
      ...(need.seconds === grace.value && need.drain !== undefined ? { level: 'hint' } : {}),
      also: [
        ...(isOwn && asked ? [{ place: asked, note: { en: 'the shutdown', ru: 'завершение' } }] : []),
        ...(!isOwn && isWritten
          ? [{ place: grace.span, note: { en: 'the grace period', ru: 'отведённое время' } }]
          : []),
      ],
      fix: () => put(grace, wanted),
    };
  },
});

/** Where the container itself says how long it takes; undefined when only its image does. */
function placeOfNeed(container: Container): Span | undefined {
  const own = shutdownNeedOf(container);
  if (own?.drain !== undefined) return own.drain.span;
  const { preStop } = container.stop;
  return own?.hook === undefined || preStop.state !== 'set' ? undefined : (preStop.key ?? preStop.span);
}
