import { scaledBehind } from '../../core/index/link.js';
import { discoverByName } from '../../core/model/static-target.js';
import { rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'static-target-scaled-service',
  on: 'scrape',
  kinds: ['prometheus'],
  scope: 'workspace',
  topic: 'service-discovery',
  pillar: 'observability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  yieldsTo: ['static-target-localhost'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'Every replica of a service is a target of its own',
      ru: 'Каждая реплика сервиса — отдельная цель сбора',
    },
    why: {
      en: 'Each scrape meets another replica under the same labels: counters seem to fall and start anew, so rates are invented, and a replica that is down shows as a gap now and then.',
      ru: 'Каждый сбор попадает на другую реплику под теми же метками: счётчики будто падают и начинаются заново, rate показывает выдумку, а упавшая реплика видна лишь редкими пропусками.',
    },
    scaled: {
      en: '"{address}" is one target for {replicas} replicas of "{service}"',
      ru: '«{address}» — одна цель на все реплики «{service}», а их {replicas}',
    },
    fix: { en: 'Discover the replicas of "{service}" by DNS', ru: 'Находить реплики «{service}» через DNS' },
  },
  *check(job, { document, index }) {
    const { targets, relabelling } = job;
    // The address is that of another one, which is asked about this target.
    if (relabelling.some(({ targetLabel }) => known(targetLabel) === '__address__')) return;
    for (const target of targets) {
      const { address, port } = target;
      if (/[/@]/.test(address)) continue;
      const scaled = scaledBehind(index, target, document);
      if (scaled === undefined) continue;
      const { name, replicas, resolvesToAll, workload } = scaled;
      yield {
        at: target.span,
        say: 'scaled',
        with: { address, replicas, service: name },
        also: [
          {
            place: { document: scaled.document, span: workload.anchor },
            note: { en: 'runs several replicas', ru: 'работает в нескольких репликах' },
          },
        ],
        ...(resolvesToAll && port !== undefined ? { fix: () => discoverByName(job, target, document) } : {}),
      };
    }
  },
});
