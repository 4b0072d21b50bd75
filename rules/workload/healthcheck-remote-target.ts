import { programsOf } from '../../core/index/link.js';
import { healthCheckOf } from '../../core/model/check-advice.js';
import { isElsewhere, targetsOf } from '../../core/model/check-target.js';
import { factsOf } from '../../core/model/image-facts.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'healthcheck-remote-target',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'A health check asks its own container',
      ru: 'Проверка здоровья обращается к своему же контейнеру',
    },
    why: {
      en: 'When the other one fails, every healthy copy of this service counts as dead and is restarted: one outage becomes two. And while the other one answers, a hang of this service goes unnoticed.',
      ru: 'Когда откажет другой, каждая здоровая копия этого сервиса сочтётся мёртвой и будет перезапущена: из одной аварии выйдут две. А пока другой отвечает, зависание этого сервиса не заметно.',
    },
    remote: {
      en: 'The health check asks "{host}", not its own container',
      ru: 'Проверка здоровья обращается к «{host}», а не к своему контейнеру',
    },
    fix: { en: 'Ask the own process', ru: 'Спрашивать собственный процесс' },
  },
  *check(container, { document, index }) {
    const { format, role, job, liveness, workload, image } = container;
    if (liveness.state !== 'set' || liveness.via === 'inherited' || job || role === 'build') return;
    const targets = targetsOf(liveness.value);
    if (targets.length === 0) return;
    const facts = image.state === 'set' ? factsOf(image.value) : undefined;
    // The health of a gateway may be that of what stands behind it, and a monitor asks others by trade.
    const isGateway = facts !== undefined && ['proxy', 'web', 'monitoring'].includes(facts.role ?? '');
    if (format === 'compose' && (isGateway || workload?.cursor.at('network_mode').kind !== 'missing')) return;
    const own = new Set([container.name, ...['container_name', 'hostname'].map(nameAt)]);
    const others = new Set(document.container.map(({ name }) => name).filter((name) => !own.has(name)));
    const remote = targets.find(
      ({ host }) =>
        !own.has(host.split('.', 1)[0]) && (isElsewhere(host) || (format === 'compose' && others.has(host))),
    );
    if (remote === undefined) return;
    yield {
      at: remote.span,
      say: 'remote',
      with: { host: remote.host },
      fix: () => {
        const programs = format === 'compose' ? programsOf(index, container, document.path) : undefined;
        const check = programs && healthCheckOf(container, programs)?.command;
        return check && liveness.value.commandHole.put(check);
      },
    };

    function nameAt(field: string): string | undefined {
      return workload?.cursor.at(field).source()?.text;
    }
  },
});
