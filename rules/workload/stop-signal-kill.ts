import { isForDevelopment } from '../../core/model/secret-variable.js';
import { drop, rule } from '../../core/rule.js';

/** Signals no process can handle. Source: signal(7). */
const deadly = new Set(['SIGKILL', 'SIGSTOP']);

export default rule({
  id: 'stop-signal-kill',
  on: 'container',
  kinds: ['dockerfile', 'compose'],
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'The stop signal is one the process can handle',
      ru: 'Сигнал остановки — такой, который процесс может обработать',
    },
    why: {
      en: 'The process cannot catch this signal: open requests are cut off and buffered data is lost at every deployment.',
      ru: 'Перехватить этот сигнал процесс не может: при каждом развёртывании обрываются запросы и теряется то, что ещё не записано.',
    },
    deadly: {
      en: 'Stop signal {signal} leaves the process no chance to end in order',
      ru: 'Сигнал остановки {signal} не даёт процессу корректно завершиться',
    },
    fix: { en: 'Remove it: the default is SIGTERM', ru: 'Убрать его: по умолчанию приходит SIGTERM' },
  },
  *check({ format, role, stop: { signal } }, { document }) {
    if (role === 'build' || signal.state !== 'set' || !deadly.has(signal.value)) return;
    // Overlays make tests and laptops quick.
    if (document.partial === 'override' || isForDevelopment(document.path)) return;
    // What an extended service says is told there; a stage below that is not shipped is not looked at by itself.
    if (format === 'compose' && signal.via === 'inherited') return;
    const { start } = signal.span;
    const written = document.container.find(
      ({ stop }) => stop.signal.state === 'set' && stop.signal.via === undefined && stop.signal.span.start === start,
    );
    yield {
      at: signal.span,
      say: 'deadly',
      with: { signal: signal.value },
      fix: () => drop(written?.stop.signal ?? signal),
    };
  },
});
