import type { CheckedItem, ReadinessReport } from '../../core/readiness/report.js';
import type { Locale } from '../../core/text.js';
import { version } from '../../core/version.js';
import { createWorkspace } from '../../core/workspace.js';
import { checklist, rules } from '../../rules/index.js';

/** Files of a workspace by their paths below its folder. */
export type Files = Readonly<Record<string, string>>;

/** What the checklist makes of some files. */
export function readinessOf(files: Files, locale: Locale = 'en'): ReadinessReport {
  const workspace = createWorkspace({ rules, checklist, topics: [], locale, version, today: () => '2026-09-01' });
  for (const [path, text] of Object.entries(files)) workspace.open(`/app/${path}`, text);
  return workspace.readiness();
}

export function itemOf(report: ReadinessReport, id: string): CheckedItem {
  const item = report.items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`there is no item ${id}`);
  return item;
}

/** `path:line note` of each place, lines counted from one; what is lacking has a minus before it. */
export function places({ evidence }: CheckedItem): readonly string[] {
  return evidence.map(
    ({ path, range, note, isGap }) =>
      `${isGap ? '-' : '+'} ${path.replace('/app/', '')}:${range.start.line + 1} ${note}`,
  );
}

/** A Deployment of one container. `pod` and `container` hold more keys, as lines of YAML. */
export function deployment(
  name: string,
  how: {
    readonly container?: readonly string[];
    readonly pod?: readonly string[];
    readonly spec?: readonly string[];
  } = {},
): string {
  const indented = (lines: readonly string[] = [], by: number): string =>
    lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
${indented(how.spec, 2)}  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
${indented(how.pod, 6)}      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.4.2
${indented(how.container, 10)}`;
}

/** Any other object. */
export function object(apiVersion: string, kind: string, name: string, spec = '{}'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec: ${spec}\n`;
}

/** A workflow of GitHub with one job. */
export function workflow(steps: string, on = 'push'): string {
  return `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`;
}

/** What an item must make of some files. */
export interface ItemCase {
  readonly item: string;
  readonly status: 'met' | 'partly' | 'missing' | 'unseen';
  readonly files: Files;
  /** The first of its places, as `path:line`; lines counted from one. */
  readonly at?: string;
}

/** A Deployment that says as little as it can. */
export const api = { 'k8s/api.yaml': deployment('api') };
/** The same with a variable. */
export const withEnv = (name: string, value: string): Files => ({
  'k8s/api.yaml': deployment('api', { container: ['env:', `  - { name: ${name}, value: "${value}" }`] }),
});
/** The Deployment `db` with another image. */
export const postgres = (text: string): string => text.replace('registry.example.com/db:1.4.2', 'postgres:17.5');
/** A database that keeps its data. */
export const database = {
  'k8s/db.yaml': postgres(
    deployment('db', {
      pod: ['volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]'],
      container: ['volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]'],
    }),
  ),
};

/** A chart that leaves everything to its values. */
export const chart: Files = {
  'chart/templates/api.yaml': deployment('api', {
    spec: ['replicas: {{ .Values.replicas }}'],
    container: [
      'resources: {{ toYaml .Values.resources | nindent 12 }}',
      '{{- with .Values.probes }}',
      '{{ toYaml . | nindent 10 }}',
      '{{- end }}',
    ],
  }),
};
