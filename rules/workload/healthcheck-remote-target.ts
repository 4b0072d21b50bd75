import type { Edit } from '../../core/edit.js';
import type { Index } from '../../core/index/index.js';
import { isServiceName, programsOf, servicesOf, usersOf } from '../../core/index/link.js';
import { healthCheckOf, portOf } from '../../core/model/check-advice.js';
import { isElsewhere, targetsOf } from '../../core/model/check-target.js';
import type { Container } from '../../core/model/container.js';
import type { Document } from '../../core/model/document.js';
import { factsOf } from '../../core/model/image-facts.js';
import { newProbe } from '../../core/model/probe.js';
import { findPort, isReadable } from '../../core/model/probe-question.js';
import { put, rule, together } from '../../core/rule.js';

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
    const own = new Set([container.name, workload?.name, ...['container_name', 'hostname'].map(nameAt)]);
    const remote = targets.find(({ host }) => {
      const [name = ''] = host.split('.', 1);
      const isName = host === name || /\.svc(?:\.cluster\.local)?\.?$/.test(host);
      return !own.has(name) && (isElsewhere(host) || (isName && isBeside(name)));
    });
    if (remote === undefined) return;
    yield {
      at: remote.span,
      say: 'remote',
      with: { host: remote.host },
      fix: () => {
        if (format === 'kubernetes') return asReadiness(container);
        const programs = format === 'compose' ? programsOf(index, container, document.path) : undefined;
        const check = programs && healthCheckOf(container, programs)?.command;
        return check && liveness.value.commandHole.put(check);
      },
    };

    function isBeside(name: string): boolean {
      return leadsToOther(name, container, document, index);
    }

    function nameAt(field: string): string | undefined {
      return workload?.cursor.at(field).scalar;
    }
  },
});

/** True for a name that surely leads to another: a service of the same project, a Service that chooses other pods. */
function leadsToOther(name: string, container: Container, document: Document, index: Index): boolean {
  const { workload } = container;
  if (workload?.format === 'kubernetes') {
    return isServiceName(index, name) && !servicesOf(index, workload).some(({ fact }) => fact.name === name);
  }
  const stage = document.stage.find((each) => each.container === container);
  const users = stage ? usersOf(index, stage, document.path) : [{ container, document }];
  // What is another service to one user may be the very one to the next.
  return (
    users.length > 0 &&
    users.every((user) => user.container.name !== name && user.document.container.some((each) => each.name === name))
  );
}

/** What depends on others decides about traffic; whether the process lives, its own port tells. */
function asReadiness(container: Container): readonly Edit[] | undefined {
  const { liveness, readiness } = container;
  const port = portOf(container);
  if (liveness.state !== 'set' || readiness.state !== 'unset' || port === undefined) return undefined;
  if (!isReadable(container, liveness.value)) return undefined;
  const target = findPort(container, String(port))?.name ?? String(port);
  return together(
    liveness.value.questionHole.put(newProbe({ handler: 'tcp', port: target })),
    put(readiness, liveness.value),
  );
}
