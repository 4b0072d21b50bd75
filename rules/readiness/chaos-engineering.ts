import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, missingIfDeployed, objectMarks, stepMarks } from '../../core/readiness/marks.js';

const tools =
  /(?:^|\/)(?:chaos(?:-mesh)?(?:-action)?|chaosd|litmusctl|pumba|toxiproxy-cli|chaos-toolkit|gremlin|github-chaos-actions)$/;

const item: ReadinessItem = {
  id: 'chaos-engineering',
  pillar: 'reliability',
  number: 6,
  title: { en: 'Chaos engineering', ru: 'Хаос-инженерия' },
  topic: 'production-wisdom',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Kill one pod at a known hour and see whether anybody notices; then schedule it',
    ru: 'Убейте один под в известный час и посмотрите, заметит ли кто-нибудь; потом делайте это по расписанию',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    yield* objectMarks(survey, ['chaos-mesh.org/Schedule', 'litmuschaos.io/ChaosSchedule'], 'proof');
    yield* stepMarks(survey, ({ name }) => tools.test(name), 'proof');
    const once = survey.objects.filter(({ it }) => !/Schedule$/.test(it.kind));
    yield* objectMarks(
      { ...survey, objects: once },
      ['chaos-mesh.org/*', 'litmuschaos.io/*', 'chaostoolkit.org/*'],
      'part',
    );
    yield* imageMarks(survey, /(?:^|\/)(?:pumba|toxiproxy|kube-monkey|chaoskube)$/, 'part');
  },
};

export default item;
