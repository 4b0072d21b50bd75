import { parseYaml } from '../yaml/parse.js';
import type { Survey } from './survey.js';

/** What is told of a dashboard. */
export interface Dashboard {
  readonly title: string;
  readonly panels: number;
}

/** A dashboard of Grafana as it is exported or provisioned; undefined for other JSON and for one without panels. */
export function readDashboard(text: string): Dashboard | undefined {
  const root = parseJson(text);
  const dashboard = field(root, 'dashboard') ?? root;
  const rows = list(field(dashboard, 'rows')).flatMap((row) => list(field(row, 'panels')));
  const panels = list(field(dashboard, 'panels')).length + rows.length;
  const elements = field(field(dashboard, 'spec'), 'elements');
  const count = panels > 0 || typeof elements !== 'object' || elements === null ? panels : Object.keys(elements).length;
  const title = field(dashboard, 'title') ?? field(field(dashboard, 'spec'), 'title');
  return count === 0 ? undefined : { title: typeof title === 'string' ? title : '', panels: count };
}

/** Files of provisioned alerts, with the number of alerts in each. */
export function grafanaAlerts(survey: Survey): readonly { readonly path: string; readonly count: number }[] {
  return survey.files('alerting').flatMap(({ path, text }) => {
    const groups = parseYaml(text).root({ open: true }).at('groups').items();
    const rules = groups.flatMap((group) => group.at('rules').items());
    const count = rules.filter((rule) => rule.at('title').kind === 'scalar' && rule.at('data').kind === 'list').length;
    return count === 0 ? [] : [{ path, count }];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
