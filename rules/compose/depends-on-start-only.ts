import { dependentsIn, effective, healthOf, programsOf, stageOf } from '../../core/index/link.js';
import { healthCheckOf } from '../../core/model/check-advice.js';
import type { Container } from '../../core/model/container.js';
import { isOwnCode, isStore, startsAlone, waitingOf } from '../../core/model/waiting.js';
import { put, rule, together } from '../../core/rule.js';

export default rule({
  id: 'depends-on-start-only',
  on: 'container',
  kinds: ['compose'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'A service waits until what it needs is ready, not merely started',
      ru: 'Сервис ждёт готовности того, что ему нужно, а не только запуска',
    },
    why: {
      en: 'Started means that the process exists. A database takes seconds more until it accepts connections, and a service that connects at once fails at every cold start.',
      ru: '«Запущен» значит лишь, что процесс существует. База принимает соединения через несколько секунд, и сервис, который подключается сразу, падает при каждом холодном старте.',
    },
    started: {
      en: 'Service "{name}" waits only until "{dependency}" is started, not until it is ready',
      ru: 'Сервис «{name}» ждёт лишь запуска «{dependency}», а не готовности',
    },
    fix: { en: 'Wait until "{dependency}" is healthy', ru: 'Ждать, пока «{dependency}» станет healthy' },
  },
  *check(container, { document, index }) {
    const { name, dependencies, restart } = container;
    if (dependencies.state !== 'set' || !isOwnCode(container)) return;
    const built = stageOf(index, container, document.path);
    const waiting = waitingOf(built ? effective(container, built.fact.stage) : container);
    if (waiting === 'waits') return;
    const base = programsOf(index, container, document.path);
    // Each may carry it over the first seconds.
    const recovers =
      waiting === 'unseen' ||
      (base !== undefined && startsAlone(base)) ||
      restart.state === 'opaque' ||
      (restart.state === 'set' && restart.value !== 'no');
    const { byName } = dependentsIn(document);
    for (const { service, condition, span } of dependencies.value) {
      const needed = byName.get(service);
      if (needed === undefined || condition.state !== 'set' || condition.value !== 'service_started') continue;
      const health = healthOf(index, needed, document.path);
      if (needed.job || health === 'off' || (health !== 'checked' && !isStore(needed))) continue;
      yield {
        at: condition.via === undefined ? condition.span : span,
        say: 'started',
        with: { name, dependency: service },
        // In so many words it is a decision.
        ...(condition.via === undefined ? { level: 'hint' } : recovers ? { level: 'info' } : {}),
        fix: () => together(put(condition, 'service_healthy'), health === 'checked' ? [] : checked(needed)),
      };
    }

    function checked(needed: Container) {
      const programs = programsOf(index, needed, document.path);
      const check = programs && healthCheckOf(needed, programs);
      return check && put(needed.liveness, check);
    }
  },
});
