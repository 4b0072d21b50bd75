import type { Container, Probe } from '../../core/model/container.js';
import { factsOf } from '../../core/model/image-facts.js';
import { toleranceOf } from '../../core/model/probe-question.js';
import { faultsOfTimes, isLate, outlasts, type TimeFault } from '../../core/model/probe-times.js';
import { put, rule, together } from '../../core/rule.js';
import { seconds } from '../../core/text.js';
import { known, placeOf } from '../../core/value.js';

/** The usual times, in seconds, and failures. */
const usual = { interval: 30, retries: 3, startDelay: 60 };

/** No start takes longer than that, in seconds. */
const longestStart = 600;

export default rule({
  id: 'healthcheck-timing',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  yieldsTo: ['healthcheck-invalid'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'The times of a health check fit together',
      ru: 'Сроки проверки здоровья согласованы между собой',
    },
    why: {
      en: 'Times that do not fit together either restart what is merely slow, or leave a dead service in rotation for minutes.',
      ru: 'Если сроки не согласованы, либо перезапускается то, что просто медленно отвечает, либо мёртвый сервис минутами остаётся под нагрузкой.',
    },
    period: {
      en: 'The timeout of {timeout} is longer than the period of {interval}',
      ru: 'Таймаут пробы {timeout} больше периода {interval}',
    },
    often: {
      en: 'The check starts a process every {interval}, for as long as the container runs',
      ru: 'Проверка запускает процесс каждые {interval} всё время, пока работает контейнер',
    },
    seldom: {
      en: 'The check runs only every {interval}',
      ru: 'Проверка запускается лишь раз в {interval}',
    },
    late: {
      en: 'A failure counts only after {detection}: {retries} × {interval}',
      ru: 'Отказ признаётся лишь через {detection}: {retries} × {interval}',
    },
    once: {
      en: 'A single failed check marks the container as unhealthy',
      ru: 'Одной неудачной проверки достаточно, чтобы признать контейнер нездоровым',
    },
    unused: {
      en: 'The start interval has no effect without a start period',
      ru: 'Интервал при старте не действует без start period',
    },
    early: {
      en: 'The container counts as unhealthy after {detection}, sooner than a JVM or .NET application is up',
      ru: 'Контейнер признаётся нездоровым через {detection}: приложение на JVM или .NET не успеет запуститься',
    },
    fix: { en: 'Set the usual times', ru: 'Задать обычные значения' },
  },
  *check(container) {
    const { format, image, liveness, readiness } = container;
    if (format === 'kubernetes') {
      // A startup probe asks often so as to see the start at once, and a program that is up late is in no hurry to answer.
      for (const probe of [liveness, readiness]) {
        if (probe.state !== 'set' || !outlasts(probe.value)) continue;
        const { interval, timeout } = probe.value;
        const longest = known(timeout) ?? 0;
        // The next probe waits for the one that runs, so a longer period changes the least.
        const fix = () => put(interval, longest);
        yield { at: placeOf(timeout), say: 'period', with: inWords(probe.value), fix };
      }
    } else if (liveness.state === 'set' && liveness.via !== 'inherited' && liveness.value.handler !== 'none') {
      const { value: probe } = liveness;
      const family = image.state === 'set' ? factsOf(image.value)?.family : undefined;
      for (const { fault, at } of faultsOfTimes(probe, family)) {
        if (fault === 'often' && isSoonDone(container)) continue;
        yield { at, say: fault, with: inWords(probe), fix: () => mended(probe, fault) };
      }
    }
  },
});

/** A task of its own in a service that nobody starts again: what it costs to check it ends with it. */
function isSoonDone({ format, job, restart, command, entrypoint }: Container): boolean {
  const isOther = command.state !== 'unset' || entrypoint.state !== 'unset';
  return job || (format === 'compose' && restart.state === 'unset' && isOther);
}

function inWords(probe: Probe) {
  const { interval, timeout, retries } = probe;
  return {
    interval: seconds(known(interval) ?? 0),
    timeout: seconds(known(timeout) ?? 0),
    retries: known(retries) ?? 0,
    detection: seconds(toleranceOf(probe) ?? 0),
  };
}

function mended({ interval, retries, startDelay, startInterval }: Probe, fault: TimeFault) {
  const often = known(interval) ?? usual.interval;
  const fewer = isLate(usual.interval, known(retries) ?? 0) ? put(retries, usual.retries) : [];
  switch (fault) {
    case 'often': {
      // The start period is the time to ask often.
      const period = known(startDelay) === 0 ? put(startDelay, usual.startDelay) : [];
      return together(put(interval, usual.interval), fewer, period, put(startInterval, often));
    }
    case 'seldom':
      return together(put(interval, usual.interval), fewer);
    case 'late': {
      // What was meant as patience with a slow start becomes a start period.
      const patience = Math.min((known(retries) ?? 0) * often, longestStart);
      const period = known(startDelay) === 0 ? put(startDelay, patience) : [];
      return together(put(interval, usual.interval), put(retries, usual.retries), period);
    }
    case 'once':
      return put(retries, usual.retries);
    case 'unused':
    case 'early':
      return put(startDelay, usual.startDelay);
  }
}
