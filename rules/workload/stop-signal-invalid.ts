import { isSignal, nearestSignal } from '../../core/model/signal.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'stop-signal-invalid',
  on: 'container',
  kinds: ['dockerfile', 'compose'],
  topic: 'graceful-shutdown',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: ['dockerfile-utils:INVALID_SIGNAL'],
  since: '0.1.0',
  text: {
    summary: { en: 'The stop signal is a signal', ru: 'Сигнал остановки — существующий сигнал' },
    why: {
      en: 'The engine knows no such signal: the image does not build, or the container cannot be created.',
      ru: 'Docker не знает такого сигнала: образ не соберётся или контейнер не удастся создать.',
    },
    unknown: { en: '"{signal}" is no signal', ru: '«{signal}» — не сигнал' },
    fix: { en: 'Write {nearest}', ru: 'Написать {nearest}' },
  },
  *check({ stop: { signal } }) {
    // What is inherited is told where it stands. An empty text stands for the default.
    if (signal.state !== 'set' || signal.via === 'inherited') return;
    if (signal.value === '' || isSignal(signal.value)) return;
    const nearest = nearestSignal(signal.value);
    yield {
      at: signal.span,
      say: 'unknown',
      with: { signal: signal.value, nearest: nearest ?? '' },
      fix: () => (nearest === undefined ? undefined : put(signal, nearest)),
    };
  },
});
