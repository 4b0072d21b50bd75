import { readDashboard } from '../../core/readiness/grafana.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, markAt, markFile, missingIfDeployed, objectMarks } from '../../core/readiness/marks.js';
import { isOfType } from '../../core/readiness/survey.js';

const item: ReadinessItem = {
  id: 'dashboards',
  pillar: 'observability',
  number: 5,
  title: { en: 'Dashboards', ru: 'Дашборды' },
  topic: 'prometheus-architecture',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Keep a dashboard beside the code, as JSON that Grafana provisions, with the four golden signals',
    ru: 'Храните дашборд рядом с кодом: JSON, который подхватывает Grafana, с четырьмя золотыми сигналами',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    for (const { path, text } of survey.files('dashboard')) {
      const dashboard = readDashboard(text);
      if (dashboard) yield markFile(path, 'proof', texts.file, { title: dashboard.title, count: dashboard.panels });
    }
    yield* objectMarks(
      survey,
      ['grafana.integreatly.org/GrafanaDashboard', 'integreatly.org/GrafanaDashboard'],
      'proof',
    );
    for (const seen of survey.objects) {
      if (!isOfType(seen.it, ['/ConfigMap'])) continue;
      const label = seen.it.cursor.at('metadata', 'labels', 'grafana_dashboard');
      if (label.kind === 'scalar')
        yield markAt(seen, label.key ?? label.span, 'proof', texts.map, { name: seen.it.name });
    }
    yield* imageMarks(survey, /(?:^|\/)grafana(?:-oss|-enterprise)?$/, 'part');
  },
};

const texts = {
  file: { en: 'Dashboard "{title}", panels: {count}', ru: 'Дашборд «{title}», панелей: {count}' },
  map: { en: 'ConfigMap "{name}" holds a dashboard', ru: 'ConfigMap «{name}» содержит дашборд' },
};

export default item;
