import { allowedResources } from '../../core/model/allow-list.js';
import { rule } from '../../core/rule.js';

/** Labels that are worth a metric, by resource: few values each. */
const useful: Readonly<Record<string, readonly string[]>> = {
  nodes: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'node.kubernetes.io/instance-type'],
  namespaces: ['kubernetes.io/metadata.name'],
};
const ofApplications = ['app.kubernetes.io/name', 'app.kubernetes.io/component', 'app.kubernetes.io/part-of'];

/** Written by `kubectl apply`: the whole manifest. */
const manifest = 'kubectl.kubernetes.io/last-applied-configuration';

export default rule({
  id: 'metric-labels-allowlist-wildcard',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  topic: 'label-practice',
  pillar: 'observability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'kube-state-metrics exports named labels only',
      ru: 'kube-state-metrics отдаёт только названные метки',
    },
    why: {
      en: 'Whatever anybody writes on an object becomes a label of a metric: hashes that change with each release, ids, whole configurations. The number of series is then decided by everyone who deploys.',
      ru: 'Всё, что кто-либо напишет на объекте, становится меткой метрики: хэши, новые в каждом релизе, идентификаторы, целые конфигурации. Сколько будет рядов, решает тогда каждый, кто что-то развернул.',
    },
    labels: {
      en: 'Every label of "{resource}" becomes a label of a metric',
      ru: 'Каждая метка «{resource}» становится меткой метрики',
    },
    annotations: {
      en: 'Every annotation of "{resource}" becomes a label of a metric',
      ru: 'Каждая аннотация «{resource}» становится меткой метрики',
    },
    manifest: {
      en: 'The whole manifest of each of "{resource}" becomes the value of a label',
      ru: 'Значением метки становится весь манифест каждого из «{resource}»',
    },
    fix: { en: 'Export {instead}', ru: 'Отдавать {instead}' },
  },
  *check(document) {
    for (const { of, resource, keys, hole } of allowedResources(document)) {
      const all = keys.find(({ name }) => name === '*');
      const whole = of === 'annotations' ? keys.find(({ name }) => name === manifest) : undefined;
      const rest = keys.filter((key) => key !== all && key !== whole).map(({ name }) => name);
      const named = rest.length > 0 ? rest : of === 'labels' ? (useful[resource] ?? ofApplications) : [];
      const instead =
        named.length > 0
          ? { en: named.join(', '), ru: named.join(', ') }
          : { en: 'none of them', ru: 'ни одной из них' };
      const fix = () => (named.length > 0 ? hole.put(named) : hole.drop());
      if (all) yield { at: all.span, say: of, with: { resource, instead }, fix };
      else if (whole) yield { at: whole.span, say: 'manifest', with: { resource, instead }, level: 'error', fix };
    }
  },
});
