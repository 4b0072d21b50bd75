import { readKubernetes } from '../../../core/kinds/kubernetes.js';
import type { Container } from '../../../core/model/container.js';
import type { Document, PartialReason } from '../../../core/model/document.js';
import type { Workload } from '../../../core/model/workload.js';
import { parseYaml } from '../../../core/yaml/parse.js';

/** Reads one document as the workspace would. */
export function read(text: string, path = '/srv/k8s/app.yaml', partial?: PartialReason): Document {
  const yaml = parseYaml(text, { templates: partial === 'template' });
  return readKubernetes({ path, text, base: 0, partial, yaml });
}

/** The only workload of a document. */
export function workloadOf(text: string): Workload {
  const [workload, ...others] = read(text).workload;
  if (!workload || others.length > 0) throw new Error(`expected one workload in:\n${text}`);
  return workload;
}

/** The container of that name. */
export function containerOf(text: string, name = 'api', partial?: PartialReason): Container {
  const container = read(text, undefined, partial).container.find((each) => each.name === name);
  if (!container) throw new Error(`no container ${name} in:\n${text}`);
  return container;
}

/** A Deployment whose pod spec is the given text, indented as under `spec.template`. */
export function deployment(podSpec: string): string {
  const indented = podSpec.replace(/^(?=.)/gm, '      ');
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: prod
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop, tier: web}
    spec:
${indented}`;
}
