import { createIndex, type Index } from '../../../core/index/index.js';
import { detect } from '../../../core/kinds/detect.js';
import { readFile } from '../../../core/kinds/read.js';
import { yamlFormats } from '../../../core/kinds/yaml-formats.js';
import type { Container } from '../../../core/model/container.js';
import type { Workload } from '../../../core/model/workload.js';
import { createYamlCache } from '../../../core/yaml/cache.js';
import { parseInSteps } from '../../../core/yaml/parse.js';

/** The index of a small workspace: paths with their texts. */
export function indexOf(files: Readonly<Record<string, string>>): Index {
  const index = createIndex();
  for (const [path, text] of Object.entries(files)) {
    const { format, partial } = detect(path, text);
    if (format === undefined) throw new Error(`${path} is none of ours`);
    const options = {
      format,
      partial,
      targets: new Set<string>(),
      cache: createYamlCache(parseInSteps),
      yaml: () => yamlFormats,
      before: [],
    };
    index.patch(
      path,
      readFile(path, text, options).map(({ document }) => document),
    );
  }
  return index;
}

/** The workload of that name, in the file when one is named. */
export function workloadIn(index: Index, name: string, path?: string): Workload {
  const entry = index
    .entries('workload')
    .find(({ fact, document }) => fact.workload.name === name && (path === undefined || document.path === path));
  if (!entry) throw new Error(`no workload ${name}`);
  return entry.fact.workload;
}

/** The first container of that workload. */
export function containerIn(index: Index, name: string, path?: string): Container {
  const [container] = workloadIn(index, name, path).containers;
  if (!container) throw new Error(`no container in ${name}`);
  return container;
}
