import type { PlainFact } from '../index/facts.js';
import type { Document, PartialReason, Problem } from '../model/document.js';
import { exportedLabels } from '../model/exported-labels.js';
import type { LabelUse } from '../model/label.js';
import { folderOf, joinPath, nameOf } from '../model/path.js';
import { problemAt } from '../model/problem.js';
import type { Span } from '../span.js';
import { gradually } from '../steps.js';
import type { Cursor } from '../yaml/cursor.js';
import { readWorkload } from './compose-container.js';
import { includeFacts, secretFacts, serviceFacts } from './compose-facts.js';
import { completedServices } from './compose-job.js';
import { logOptionLabels } from './compose-logging.js';
import { readPairs } from './compose-pairs.js';
import { isOverlayByContent } from './compose-partial.js';
import { usesShortStyle } from './compose-resources.js';
import { layersAt, readServices, type Service } from './compose-service.js';
import { composeVariant, isMainComposeName } from './detect-compose.js';
import { createDocument, lazy, type YamlInput } from './document.js';
import type { Surface } from './prometheus-values.js';
import { numberWorkloads } from './workload-fact.js';

/**
 * A Compose file as a document: a workload and a container for each service. In a partial file everything that is not
 * written is unknown. The old form without `services` is recognised and holds nothing.
 * Source: https://docs.docker.com/reference/compose-file/
 */
export function readCompose(input: YamlInput): Document {
  const { yaml, path } = input;
  const partial = partialReason(input);
  // What stands in a partial file is judged as it stands; only what is missing there is unknown.
  const root = yaml.root({ open: false });
  const field = root.at('services');
  const services = lazy(() => readServices(root, path, partial !== undefined));
  const project = lazy(() => ({
    usesShortStyle: services().some(usesShortStyle),
    completed: completedServices(services()),
    unseen: yaml.root({ open: true }),
  }));
  const pairs = gradually(services, (service) => ({ service, workload: readWorkload(service, path, project()) }));
  const containers = lazy(() => pairs().flatMap(({ workload }) => workload.containers));
  return createDocument(
    input,
    {
      format: 'compose',
      variant: composeVariant(root, nameOf(path)) ?? '',
      partial,
      problems: [...yaml.problems, ...shapeProblems(field)],
      root,
      anchor: field.key ?? root.entries()[0]?.nameSpan ?? root.span,
    },
    {
      comments: () => yaml.comments,
      ahead: pairs.ahead,
      workload: () => pairs().map(({ workload }) => workload),
      container: containers,
      label: () =>
        distinct([
          ...services().flatMap((service) => labelsOf(service, { text: input.text, path })),
          ...exportedLabels({ format: 'compose', text: input.text, container: containers(), object: [] }),
        ]),
      facts: () => {
        const numbers = numberWorkloads(pairs().map(({ workload }) => workload));
        return [
          ...pairs().flatMap(({ service, workload }) => serviceFacts(service, workload, path, numbers)),
          ...includeFacts(root, path),
          ...secretFacts(root, path),
          ...usualEnvFile(input, field.key ?? field.span),
        ];
      },
    },
  );
}

/** Compose reads `.env` beside the file for the variables in it. Source: "Interpolation", Compose specification. */
function usualEnvFile({ path, text }: YamlInput, span: Span): readonly PlainFact[] {
  return text.includes('$') ? [{ type: 'file', role: 'env', path: joinPath(folderOf(path), '.env'), span }] : [];
}

/** Services that are written as something else than a mapping, as while they are being typed. The engine refuses them. */
function shapeProblems(services: Cursor): readonly Problem[] {
  return services.entries().flatMap(({ name, cursor: { kind, span } }) => {
    if (name.startsWith('x-') || (kind !== 'scalar' && kind !== 'list')) return [];
    const text = {
      en: `Service "${name}" is no mapping of keys and values`,
      ru: `Сервис «${name}» записан не как ключи и значения`,
    };
    return [problemAt(span, text)];
  });
}

/** What is known from outside, else what the file shows of itself. */
function partialReason({ partial, yaml, path }: YamlInput): PartialReason | undefined {
  if (partial !== undefined) return partial;
  if (yaml.problems.length > 0) return 'broken';
  if (isMainComposeName(nameOf(path))) return undefined;
  const root = yaml.root({ open: false });
  return isOverlayByContent(root, readServices(root, path, false)) ? 'override' : undefined;
}

/** Labels of the service and of its log records, where they are written: those of an extended service are its own. */
function labelsOf(service: Service, surface: Surface): readonly LabelUse[] {
  const written = [...layersAt(service, 'labels'), ...layersAt(service, 'deploy', 'labels')];
  const own = written.filter(({ inherited }) => !inherited).flatMap(({ cursor }) => readPairs(cursor).entries);
  return [
    ...own.map((entry) => ({ ...entry, format: 'compose' as const, place: 'service' as const, owner: service.name })),
    ...logOptionLabels(service, surface),
  ];
}

/** One use for each place: a label behind an anchor belongs to the first service that has it. */
function distinct(labels: readonly LabelUse[]): readonly LabelUse[] {
  const places = new Map<string, LabelUse>();
  const keyOf = ({ start, end }: Span): string => `${start}-${end}`;
  for (const label of labels) {
    const key = keyOf(label.nameSpan);
    if (!places.has(key)) places.set(key, label);
  }
  return [...places.values()];
}
