import { stageOfImage } from '../../core/index/link.js';
import { factsOf } from '../../core/model/image-facts.js';
import { isReadable } from '../../core/model/probe-question.js';
import { startProbeFor, startsSlowly } from '../../core/model/probe-start.js';
import { drop, put, rule, together } from '../../core/rule.js';
import { seconds } from '../../core/text.js';

/** From this delay on, in seconds, it stands for a start that takes its time and is not the same every day. */
const longDelay = 30;

/** What starts slowly may need this many seconds on a busy node before a failure counts. */
const slowStart = 60;

export default rule({
  id: 'startup-probe-missing',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'A slow start is waited for by a startup probe, not by a fixed delay',
      ru: 'Долгого запуска ждёт startup-проба, а не фиксированная задержка',
    },
    why: {
      en: 'A fixed delay is wrong on both sides: a start that takes longer is killed by liveness and begins anew, for ever; after a quick one a hang goes unnoticed until the delay is over. A startup probe ends with the start.',
      ru: 'Фиксированная задержка плоха с обеих сторон: если запуск затянулся, liveness убивает контейнер и всё начинается сначала, без конца; а если он был быстрым, зависание останется незамеченным до конца задержки. Startup-проба заканчивается вместе с запуском.',
    },
    delay: {
      en: 'Liveness of "{name}" waits a fixed {delay}, and there is no startup probe',
      ru: 'Liveness контейнера «{name}» ждёт ровно {delay}, а startup-пробы нет',
    },
    slow: {
      en: '"{image}" may start more slowly than the {window} after which liveness kills "{name}", and there is no startup probe',
      ru: '«{image}» может запускаться дольше {window}, через которые liveness убьёт «{name}», а startup-пробы нет',
    },
    fix: { en: 'Wait with a startup probe, up to {wanted}', ru: 'Ждать startup-пробой, до {wanted}' },
  },
  *check(container, { index }) {
    const { name, role, job, liveness, startup, image } = container;
    if (role === 'init' || job || startup.state !== 'unset' || liveness.state !== 'set') return;
    const { startDelay, interval, retries } = liveness.value;
    if (startDelay.state !== 'set' || interval.state !== 'set' || retries.state !== 'set') return;
    const delay = startDelay.value;
    const window = delay + interval.value * retries.value;
    const root = stageOfImage(index, container)?.fact.stage.rootImage ?? image;
    const isSlow = root.state === 'set' && window < slowStart && startsSlowly(factsOf(root.value));
    if (delay < longDelay && !isSlow) return;
    const probe = startProbeFor(liveness.value, Math.max(window, slowStart));
    yield {
      at: delay < longDelay ? (liveness.key ?? liveness.span) : startDelay.span,
      ...(delay < longDelay
        ? {
            say: 'slow',
            with: {
              name,
              image: root.state === 'set' ? root.value.text : '',
              window: seconds(window),
              wanted: seconds(probe.seconds),
            },
          }
        : { say: 'delay', with: { name, delay: seconds(delay), wanted: seconds(probe.seconds) } }),
      fix: () => {
        if (!isReadable(container, liveness.value)) return undefined;
        // The startup probe holds liveness back, so its own delay has nothing to do any more.
        return together(put(startup, probe.probe), startDelay.via === 'default' ? [] : drop(startDelay));
      },
    };
  },
});
