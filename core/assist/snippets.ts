import type { ActiveRule } from '../config/active.js';
import type { Edit } from '../edit.js';
import type { OpenFile } from '../engine/file.js';
import type { FactOf, FactType } from '../index/facts.js';
import type { Entry, Index } from '../index/index.js';
import { programsOf } from '../index/link.js';
import { readDocument } from '../kinds/yaml-formats.js';
import { healthCheckOf } from '../model/check-advice.js';
import type { Container } from '../model/container.js';
import type { Document, PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { rotated } from '../model/log-rotation.js';
import { newLiveness, newReadiness, newStartup } from '../model/probe-scaffold.js';
import { printKubernetesCpu, printKubernetesMemory } from '../model/quantity.js';
import { writeAt } from '../model/yaml-fix.js';
import { type OptionValue, put, type Rule } from '../rule.js';
import { contains, shift } from '../span.js';
import { type Locale, say } from '../text.js';
import type { Value } from '../value.js';
import { dockerfileSnippets } from './dockerfile-snippet.js';
import { insertedKey } from './inserted.js';
import type { Suggestion } from './suggestion.js';
import type { YamlPlace } from './yaml-place.js';

/** Where a snippet is asked for. */
export interface SnippetRequest {
  readonly file: OpenFile;
  readonly document: Document;
  /** Undefined for a Dockerfile, and where no word can stand. */
  readonly place: YamlPlace | undefined;
  readonly index: Index;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Those that are on for the file. */
  readonly active: ReadonlyMap<string, ActiveRule>;
  readonly locale: Locale;
  /** In the document. */
  readonly offset: number;
}

/** A block that a container lacks. */
export interface Snippet {
  /** The rule that misses it, whose reason explains it. */
  readonly rule: string;
  readonly edits: () => readonly Edit[] | undefined;
}

const mebibyte = 2 ** 20;

/** Keys under which containers are described. */
const owners: Partial<Readonly<Record<Format, ReadonlySet<string>>>> = {
  compose: new Set(['services']),
  kubernetes: new Set(['containers', 'initContainers']),
};

/**
 * Blocks that the container at hand lacks and may have, with the values that the fixes would give them. They are written
 * by the same holes, into the document with a stand-in for the word that is being typed.
 */
export function snippetsAt(request: SnippetRequest): readonly Suggestion[] {
  const { document, place } = request;
  if (document.format === 'dockerfile') return dockerfileSnippets(request);
  if (place === undefined || place.as !== 'key' || place.hasColon || place.tried.problems.length > 0) return [];
  if (document.format !== 'compose' && document.format !== 'kubernetes') return [];
  // Reading the document again is the larger part of the work, and most places are in no container.
  if (!place.path.some((step) => owners[document.format]?.has(String(step)))) return [];
  const tried = readDocument(document.format, {
    path: document.path,
    text: place.tried.text,
    base: document.base,
    partial: partialOf(request.file),
    yaml: place.tried,
  });
  const container = tried.container.find(({ cursor: own, workload }) => {
    const cursor = own ?? workload?.cursor;
    return cursor && !cursor.shared && contains(cursor.span, place.mark);
  });
  if (container === undefined) return [];
  const found =
    document.format === 'compose' ? composeSnippets(container, tried, request) : podSnippets(container, request);
  const taken = new Set(place.siblings);
  return found.flatMap(({ rule, edits }): readonly Suggestion[] => {
    const inserted = insertedKey(place, edits());
    if (inserted === undefined || taken.has(inserted.key)) return [];
    taken.add(inserted.key);
    return [
      {
        label: inserted.key,
        kind: 'snippet',
        ...explained(rule, inserted.text, 'yaml', request),
        span: shift(place.word, document.base),
        text: inserted.text,
        rank: 0,
      },
    ];
  });
}

/** What a snippet is shown with: the claim of its rule, the text, and the reason. */
export function explained(
  id: string,
  text: string,
  language: string,
  { rules, locale }: Pick<SnippetRequest, 'rules' | 'locale'>,
): Pick<Suggestion, 'detail' | 'documentation'> {
  const rule = rules.get(id);
  const shown = `\`\`\`${language}\n${text}\n\`\`\``;
  return {
    detail: rule && say(rule.text.summary, locale),
    documentation: rule ? `${shown}\n\n${say(rule.text.why, locale)}` : shown,
  };
}

export function partialOf({ detection, outside }: OpenFile): PartialReason | undefined {
  return detection.partial ?? (outside.isPartial ? 'patch' : undefined);
}

const isMissing = (value: Value<unknown>): boolean => value.state === 'unset';

function composeSnippets(service: Container, tried: Document, request: SnippetRequest): readonly Snippet[] {
  const found: Snippet[] = [];
  if (isMissing(service.liveness)) {
    const programs = programsOf(withFacts(request.index, tried), service, tried.path);
    const check = programs && healthCheckOf(service, programs);
    if (check) found.push({ rule: 'healthcheck-missing', edits: () => put(service.liveness, check) });
  }
  const memory = numberOption(request, 'memory-limit-missing', 'suggest');
  if (isMissing(service.limits.memory) && memory !== undefined) {
    found.push({ rule: 'memory-limit-missing', edits: () => put(service.limits.memory, memory * mebibyte) });
  }
  const size = optionOf(request, 'log-rotation-missing', 'size');
  const files = numberOption(request, 'log-rotation-missing', 'files');
  if (isMissing(service.logging) && typeof size === 'string' && files !== undefined) {
    const limits = rotated(service.logging, { size, files }, service.anchor);
    found.push({ rule: 'log-rotation-missing', edits: () => put(service.logging, limits) });
  }
  return found;
}

function podSnippets(container: Container, asked: SnippetRequest): readonly Snippet[] {
  const { role, job, cursor } = container;
  const found: Snippet[] = [];
  const port = role === 'init' || job ? undefined : portOf(container);
  if (port !== undefined) {
    const { readiness, liveness, startup } = container;
    const probes = [
      ['readiness-probe-missing', readiness, () => newReadiness(container, port)],
      ['liveness-probe-missing', liveness, () => newLiveness(port)],
      ['liveness-probe-missing', startup, () => newStartup(container, port)],
    ] as const;
    for (const [rule, value, probe] of probes) {
      if (isMissing(value)) found.push({ rule, edits: () => put(value, probe()) });
    }
  }
  const limit = numberOption(asked, 'memory-limit-missing', 'suggest');
  const request = numberOption(asked, 'memory-request-missing', 'suggest');
  const cpu = numberOption(asked, 'cpu-request-missing', 'suggest');
  if (cursor === undefined || limit === undefined || request === undefined || cpu === undefined) return found;
  const requests = { cpu: printKubernetesCpu(cpu), memory: printKubernetesMemory(request * mebibyte) };
  const limits = { memory: printKubernetesMemory(limit * mebibyte) };
  const resources = cursor.at('resources');
  // Where some of it is written already, the parts that are missing are offered inside.
  if (resources.kind === 'missing') {
    found.push({ rule: 'memory-limit-missing', edits: () => writeAt(resources, { requests, limits }) });
  } else if (resources.kind === 'map' && !resources.isOpen) {
    for (const [rule, field, value] of [
      ['memory-request-missing', 'requests', requests],
      ['memory-limit-missing', 'limits', limits],
    ] as const) {
      const at = resources.at(field);
      if (at.kind === 'missing') found.push({ rule, edits: () => writeAt(at, value) });
    }
    const { requests: least, limits: most } = container;
    for (const [rule, field, value, amount] of [
      ['cpu-request-missing', 'requests', least.cpu, cpu],
      ['memory-request-missing', 'requests', least.memory, request * mebibyte],
      ['memory-limit-missing', 'limits', most.memory, limit * mebibyte],
    ] as const) {
      const isBegun = resources.at(field).kind === 'map';
      if (isBegun && isMissing(value)) found.push({ rule, edits: () => put(value, amount) });
    }
  }
  return found;
}

/** The first port that is served, by its name where it has one. */
function portOf({ ports }: Container): string | undefined {
  const port = ports.state === 'set' ? ports.value.find(({ protocol }) => protocol === 'tcp') : undefined;
  return port?.name ?? (port?.number === undefined ? undefined : String(port.number));
}

/** An option of a rule as it is configured, else its default; a rule that is off may still give advice. */
function optionOf({ active, rules }: SnippetRequest, id: string, name: string): OptionValue | undefined {
  return (active.get(id)?.options ?? rules.get(id)?.options)?.[name];
}

function numberOption(request: SnippetRequest, id: string, name: string): number | undefined {
  const value = optionOf(request, id, name);
  return typeof value === 'number' ? value : undefined;
}

/** The index as it would be with this document in place of its file. */
function withFacts(index: Index, document: Document): Index {
  const entries = document.facts.map((fact): Entry => ({ fact, document }));
  const isOf =
    <Type extends FactType>(type: Type) =>
    (entry: Entry): entry is Entry<FactOf<Type>> =>
      entry.fact.type === type;
  const seen: Index = {
    entries: (type) => index.entries(type),
    of: (path, type) => (path === document.path ? entries.filter(isOf(type)) : index.of(path, type)),
    contents: (path) => index.contents(path),
    incomplete: index.incomplete,
    derive: (compute) => index.derive(compute),
    // What is asked about a half-typed document is not kept: the index does not know it.
    ask: (question, about) => question(seen, about),
  };
  return seen;
}
