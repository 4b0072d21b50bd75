import { drop, put, rule } from '../../core/rule.js';
import { seconds } from '../../core/text.js';

/** What Compose gives by itself; in seconds. Kubernetes gives 30 once the field is gone. */
const usual = 10;

/** Up to this many seconds hardly anything is handed over or written. */
const nearlyNone = 1;

/** Up to this many seconds a pod has hardly left the endpoints of its Services when it is killed. */
const hardlyAny = 4;

export default rule({
  id: 'shutdown-grace-zero',
  on: 'workload',
  kinds: ['compose', 'kubernetes'],
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  // That one knows how long the shutdown takes.
  yieldsTo: ['shutdown-grace-too-short'],
  since: '0.1.0',
  text: {
    summary: { en: 'A service has time to shut down', ru: 'У сервиса есть время на завершение' },
    why: {
      en: 'SIGKILL follows the stop signal at once: open requests are cut off and unwritten data is lost at every deployment.',
      ru: 'SIGKILL приходит сразу за сигналом остановки: при каждом развёртывании обрываются запросы и теряется то, что ещё не записано.',
    },
    none: {
      en: 'A grace period of {grace} leaves no time to shut down',
      ru: 'Срок {grace} не оставляет времени на корректное завершение',
    },
    little: {
      en: 'A grace period of {grace} may be over before the last requests are answered',
      ru: 'Срок {grace} может истечь раньше, чем будут обработаны последние запросы',
    },
    forced: {
      en: 'A grace period of 0 deletes pods by force, without waiting for their end',
      ru: 'При нулевом сроке поды удаляются принудительно, не дожидаясь их завершения',
    },
    fix: { en: 'Give the usual {wanted}', ru: 'Дать обычные {wanted}' },
  },
  *check({ format, kind, grace, job, containers }, { document }) {
    if (grace.state !== 'set' || grace.via === 'default' || grace.via === 'inherited') return;
    // Overlays make tests and laptops quick; a bare pod is a tool or the runner of a pipeline.
    if (document.partial === 'override' || kind === 'Pod') return;
    const isKubernetes = format === 'kubernetes';
    if (job || grace.value > (isKubernetes ? hardlyAny : nearlyNone) || grace.value < 0) return;
    const isLittle = grace.value > nearlyNone;
    // To these the signal means nothing in any case.
    if (containers.every(({ stop: { signal } }) => signal.state === 'set' && signal.value === 'SIGKILL')) return;
    yield {
      at: grace.span,
      say: isKubernetes && grace.value === 0 ? 'forced' : isLittle ? 'little' : 'none',
      with: { grace: seconds(grace.value), wanted: seconds(isKubernetes ? 30 : usual) },
      // The next copy may start on the same volume while the last one still writes.
      ...(kind === 'StatefulSet' && grace.value === 0 ? { level: 'error' } : isLittle ? { level: 'info' } : {}),
      fix: () => (isKubernetes ? drop(grace) : put(grace, usual)),
    };
  },
});
