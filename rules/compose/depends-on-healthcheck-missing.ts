import { dependentsIn, healthOf, programsOf } from '../../core/index/link.js';
import { healthCheckOf } from '../../core/model/check-advice.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'depends-on-healthcheck-missing',
  on: 'container',
  kinds: ['compose'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: ['compose:no-healthcheck-configured'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A service that others wait for has a health check',
      ru: 'У сервиса, готовности которого ждут, есть проверка здоровья',
    },
    why: {
      en: 'Compose stops with an error as soon as it finds that the container has no health check: the services that wait are never started.',
      ru: 'Compose завершится с ошибкой, как только увидит, что у контейнера нет проверки здоровья: ожидающие сервисы не запустятся.',
    },
    missing: {
      en: 'Service "{name}" has no health check, yet these wait until it is healthy: {waiters}',
      ru: 'У сервиса «{name}» нет проверки здоровья, но его состояния healthy ждут: {waiters}',
    },
    off: {
      en: 'The health check of service "{name}" is switched off, yet these wait until it is healthy: {waiters}',
      ru: 'Проверка здоровья сервиса «{name}» отключена, но его состояния healthy ждут: {waiters}',
    },
    fix: { en: 'Add a health check', ru: 'Добавить проверку здоровья' },
  },
  *check(container, { document, index }) {
    const waiters = dependentsIn(document).waiters.get(container.name);
    if (waiters === undefined) return;
    // An image that we do not know may bring a check of its own.
    const health = healthOf(index, container, document.path);
    if (health !== 'missing' && health !== 'off') return;
    const { name, anchor, liveness } = container;
    yield {
      at: anchor,
      say: health,
      with: { name, waiters: waiters.map(({ waiter }) => waiter) },
      also: waiters.map(({ span }) => ({ place: span, note: { en: 'waits here', ru: 'ждут здесь' } })),
      fix: () => {
        if (liveness.state !== 'unset') return undefined;
        const programs = programsOf(index, container, document.path);
        const check = programs && healthCheckOf(container, programs);
        return check && put(liveness, check);
      },
    };
  },
});
