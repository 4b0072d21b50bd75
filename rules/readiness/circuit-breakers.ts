import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, objectMarks, variableMarks } from '../../core/readiness/marks.js';
import { isOfType } from '../../core/readiness/survey.js';

const item: ReadinessItem = {
  id: 'circuit-breakers',
  pillar: 'reliability',
  number: 5,
  title: { en: 'Circuit breakers', ru: 'Предохранители вызовов' },
  topic: 'connection-pooling',
  findings: [],
  stakes: 'users',
  next: {
    en: 'Stop calling what keeps failing: outlier detection in the mesh or the proxy, or a breaker in the client',
    ru: 'Не вызывайте то, что раз за разом отказывает: outlier detection в сетке или прокси, или предохранитель в клиенте',
  },
  // A library in the code does the same, and no file here tells.
  absent: 'unseen',
  *evidence(survey) {
    for (const seen of survey.objects) {
      const { it } = seen;
      const spec = it.cursor.at('spec');
      if (isOfType(it, ['networking.istio.io/DestinationRule'])) {
        const policies = [spec, ...spec.at('subsets').items()].map((one) => one.at('trafficPolicy'));
        for (const policy of policies) {
          const found = [policy.at('outlierDetection'), policy.at('connectionPool')].find(({ kind }) => kind === 'map');
          if (found) yield markAt(seen, found.key ?? found.span, 'proof', texts.mesh, { name: it.name });
        }
      }
      if (
        isOfType(it, ['traefik.io/Middleware', 'traefik.containo.us/Middleware']) &&
        spec.at('circuitBreaker').kind === 'map'
      ) {
        yield markAt(seen, spec.at('circuitBreaker').span, 'proof', texts.mesh, { name: it.name });
      }
      if (isOfType(it, ['gateway.envoyproxy.io/BackendTrafficPolicy']) && spec.at('circuitBreaker').kind === 'map') {
        yield markAt(seen, spec.at('circuitBreaker').span, 'proof', texts.mesh, { name: it.name });
      }
      if (isOfType(it, ['/Service'])) {
        const accrual = it.cursor.at('metadata', 'annotations', 'balancer.linkerd.io/failure-accrual');
        if (accrual.kind === 'scalar')
          yield markAt(seen, accrual.key ?? accrual.span, 'proof', texts.mesh, { name: it.name });
      }
    }
    for (const seen of survey.containers) {
      const label = seen.it.labels.find(({ name }) =>
        /^traefik\.http\.middlewares\.[^.]+\.circuitbreaker\./i.test(name),
      );
      if (label) yield markAt(seen, label.nameSpan, 'proof', texts.mesh, { name: seen.it.name });
    }
    yield* variableMarks(
      survey,
      (name) => /^RESILIENCE4J_CIRCUITBREAKER_|(?:^|_)CIRCUIT_?BREAKER_/.test(name),
      'proof',
    );
    // Retries and time limits bound a call, and let the next one hit the same wall.
    yield* objectMarks(
      survey,
      ['networking.istio.io/VirtualService', 'policy.linkerd.io/HTTPRoute'],
      'part',
      texts.route,
    );
  },
};

const texts = {
  mesh: { en: '"{name}" stops calling what fails', ru: '«{name}» перестаёт вызывать то, что отказывает' },
  route: { en: '{kind} "{name}" may bound calls', ru: '{kind} «{name}» может ограничивать вызовы' },
};

export default item;
