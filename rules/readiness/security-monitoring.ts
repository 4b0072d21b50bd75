import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, objectMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'security-monitoring',
  pillar: 'security',
  number: 5,
  title: { en: 'Security monitoring', ru: 'Мониторинг безопасности' },
  topic: 'security-pipeline',
  findings: [],
  stakes: 'intruders',
  next: {
    en: 'Watch what containers do while they run (Falco, Tetragon), and send what is odd to the same people as alerts',
    ru: 'Следите за поведением контейнеров во время работы (Falco, Tetragon) и отправляйте странное тем же людям, что и алерты',
  },
  // It belongs to the cluster or the host, whose files mostly live elsewhere.
  absent: 'unseen',
  *evidence(survey) {
    yield* imageMarks(
      survey,
      /(?:^|\/)(?:falco(?:-no-driver|sidekick)?|tetragon|tracee|wazuh-(?:agent|manager)|kubearmor|crowdsec|osquery)$/,
      'proof',
    );
    yield* objectMarks(
      survey,
      ['cilium.io/TracingPolicy', 'security.kubearmor.com/*', 'falco.org/*', 'tracee.aquasec.com/*'],
      'proof',
    );
  },
};

export default item;
