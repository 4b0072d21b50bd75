import { grafanaAlerts } from '../../core/readiness/grafana.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, markFile, missingIfDeployed, objectMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'alert-rules',
  pillar: 'observability',
  number: 4,
  title: { en: 'Alerting rules', ru: 'Правила алертов' },
  topic: 'prometheus-architecture',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Alert on what users feel (errors, latency, saturation), and send it to somebody',
    ru: 'Заведите алерты на то, что чувствуют пользователи (ошибки, задержки, нехватка ресурсов), и доставляйте их людям',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    for (const seen of survey.alerts) yield markAt(seen, seen.it.anchor, 'proof', texts.alert, { name: seen.it.name });
    for (const { path, count } of grafanaAlerts(survey)) yield markFile(path, 'proof', texts.grafana, { count });
    yield* objectMarks(
      survey,
      [
        'operator.victoriametrics.com/VMRule',
        'grafana.integreatly.org/GrafanaAlertRuleGroup',
        'datadoghq.com/DatadogMonitor',
      ],
      'proof',
    );
    if (survey.alerts.length > 0) yield* unsent(survey);
  },
};

/** Servers that know of no Alertmanager: their alerts reach nobody. What an operator runs is told elsewhere. */
function* unsent({ documents }: Parameters<ReadinessItem['evidence']>[0]) {
  for (const document of documents) {
    if (document.variant !== 'scrape' || document.partial !== undefined) continue;
    const { root } = document;
    // A collector that scrapes has receivers, and no rules whose alerts it could send.
    const isServer = root?.at('receivers').kind === 'missing';
    if (isServer && root.at('alerting').kind === 'missing')
      yield markAt({ document }, document.anchor, 'gap', texts.unsent);
  }
}

const texts = {
  alert: { en: 'Alert "{name}"', ru: 'Алерт «{name}»' },
  grafana: { en: 'Alerts of Grafana: {count}', ru: 'Алертов Grafana: {count}' },
  unsent: {
    en: 'No Alertmanager is named, so no alert leaves this server',
    ru: 'Alertmanager не указан, и алерты не покидают этот сервер',
  },
};

export default item;
