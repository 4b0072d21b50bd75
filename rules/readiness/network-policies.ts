import { mayBeSelected } from '../../core/index/link.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, missingIfDeployed, objectMarks } from '../../core/readiness/marks.js';
import { isOnKubernetes, type Survey } from '../../core/readiness/survey.js';

const others = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
];

const item: ReadinessItem = {
  id: 'network-policies',
  pillar: 'security',
  number: 3,
  title: { en: 'Network policies', ru: 'Сетевые политики' },
  topic: 'security-pipeline',
  findings: [],
  stakes: 'intruders',
  next: {
    en: 'Deny all traffic by default, and allow each workload only those it talks to',
    ru: 'Запретите весь трафик по умолчанию и разрешите каждой нагрузке только её собеседников',
  },
  absent: (survey) => (isOnKubernetes(survey) || isCrowded(survey) ? missingIfDeployed(survey) : 'unseen'),
  *evidence(survey) {
    yield* objectMarks(survey, ['networking.k8s.io/NetworkPolicy', ...others], 'proof');
    // Kinds of other makers choose pods in ways of their own, so who is left out cannot be said.
    const isPlain = objectMarks(survey, others, 'proof').length === 0;
    for (const seen of survey.workloads) {
      const { format, job, name, anchor } = seen.it;
      if (format !== 'kubernetes' || job || !isPlain || seen.document.partial !== undefined) continue;
      if (!mayBeSelected(survey.index, seen.it, 'NetworkPolicy'))
        yield markAt(seen, anchor, 'gap', texts.open, { name });
    }
    yield* objectMarks(
      survey,
      ['security.istio.io/AuthorizationPolicy', 'policy.linkerd.io/AuthorizationPolicy'],
      'part',
    );
    // Beside manifests, Compose files are for the machine one develops on.
    if (!isOnKubernetes(survey)) yield* composeNetworks(survey);
  },
};

/** Where so many services share the one network of a project, somebody could have kept some apart. */
function isCrowded({ containers }: Survey): boolean {
  return containers.filter(({ it }) => it.format === 'compose' && !it.job).length >= 3;
}

/** Compose has no policies; networks of its own keep services apart. */
function* composeNetworks({ documents }: Survey) {
  for (const document of documents) {
    if (document.format !== 'compose') continue;
    const networks = document.root?.at('networks').entries() ?? [];
    for (const { name, nameSpan, cursor } of networks) {
      const isInternal = cursor.at('internal').plain() === true;
      if (isInternal) yield markAt({ document }, nameSpan, 'proof', texts.internal, { name });
      else if (networks.length > 1) yield markAt({ document }, nameSpan, 'part', texts.network, { name });
    }
  }
}

const texts = {
  open: { en: 'No NetworkPolicy chooses "{name}"', ru: 'Ни одна NetworkPolicy не выбирает «{name}»' },
  internal: { en: 'The network "{name}" has no way out', ru: 'Из сети «{name}» нет выхода наружу' },
  network: { en: 'The network "{name}" keeps its services apart', ru: 'Сеть «{name}» отделяет свои сервисы' },
};

export default item;
