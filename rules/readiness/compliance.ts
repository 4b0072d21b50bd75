import type { ReadinessItem } from '../../core/readiness/item.js';
import { objectMarks, stepMarks } from '../../core/readiness/marks.js';

const checkers =
  /(?:^|\/)(?:kube-bench|kubescape|checkov(?:-action)?|conftest|opa|kyverno|polaris|terrascan|cosign|cosign-installer|syft|sbom-action|seaworthy)$/;

const item: ReadinessItem = {
  id: 'compliance',
  pillar: 'security',
  number: 6,
  title: { en: 'Compliance requirements', ru: 'Соответствие требованиям' },
  topic: 'security-pipeline',
  findings: [],
  stakes: 'intruders',
  next: {
    en: 'List which requirements hold for you, turn what can be checked into policies, and attest the rest',
    ru: 'Перечислите свои требования, проверяемое превратите в политики, остальное засвидетельствуйте',
  },
  absent: 'unseen',
  // Which requirements hold is written in no manifest, so files show a part at best.
  *evidence(survey) {
    yield* objectMarks(
      survey,
      [
        'kyverno.io/*',
        'policies.kyverno.io/*',
        'templates.gatekeeper.sh/*',
        'constraints.gatekeeper.sh/*',
        'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
      ],
      'part',
    );
    yield* stepMarks(survey, ({ name }) => checkers.test(name), 'part');
  },
};

export default item;
