import type { Container } from '../../core/model/container.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'log-driver-none',
  on: 'document',
  kinds: ['compose'],
  topic: 'logging-strategies',
  pillar: 'observability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  same: ['compose-lint:CL-0014'],
  since: '0.1.0',
  text: {
    summary: { en: 'Logs of a service are kept', ru: 'Логи сервиса сохраняются' },
    why: {
      en: 'With the driver none Docker throws away every line the service prints: when it fails, nobody can find out why.',
      ru: 'С драйвером none Docker выбрасывает каждую строку, которую печатает сервис: когда он упадёт, причину будет не узнать.',
    },
    service: { en: 'Log of service "{name}" is thrown away', ru: 'Лог сервиса «{name}» выбрасывается' },
    shared: {
      en: 'Log of every service that uses this anchor is thrown away',
      ru: 'Лог каждого сервиса с этим якорем выбрасывается',
    },
    fix: {
      en: 'Keep the log with the driver local, which rotates it',
      ru: 'Хранить лог драйвером local, который его ротирует',
    },
  },
  *check({ container: containers }) {
    const told = new Set<number>();
    for (const container of containers) {
      const { name, job, logging } = container;
      if (job || logging.state !== 'set' || logsToFile(container)) continue;
      const { driver, options } = logging.value;
      if (driver.state !== 'set' || driver.value !== 'none' || told.has(driver.span.start)) continue;
      told.add(driver.span.start);
      const isShared = logging.via === 'anchor' || driver.via === 'anchor';
      // What an extended service says is told there.
      if (!isShared && (logging.via !== undefined || driver.via !== undefined)) continue;
      // Options that none passes over may be unknown to the other driver, which then refuses to start.
      const fix = () => (options.length > 0 ? undefined : put(driver, 'local'));
      if (isShared) yield { at: driver.span, say: 'shared', fix };
      else yield { at: driver.span, say: 'service', with: { name }, fix };
    }
  },
});

/** A service with a mount for its log writes it there by design. */
function logsToFile({ mounts }: Container): boolean {
  return (known(mounts) ?? []).some(({ target = '' }) => target.split('/').some((part) => /^logs?$/i.test(part)));
}
