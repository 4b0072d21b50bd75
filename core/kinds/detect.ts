import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';
import { nameOf } from '../model/path.js';
import { composeName, isComposeOverlay, mayBeCompose } from './detect-compose.js';
import { dockerfileName, hasTemplateMarks, readsLikeDockerfile } from './detect-dockerfile.js';
import { isKustomizationName, mayBeKubernetes } from './detect-kubernetes.js';
import { mayBePrometheus } from './detect-prometheus.js';
import { scanTopLevel, type TopLevel } from './detect-scan.js';

/** What a file is, as far as its path and text show. */
export interface Detection {
  /** Undefined: not one of ours. */
  readonly format: Format | undefined;
  /** Absence means nothing in the whole file: a Compose override, a chart template. */
  readonly partial: PartialReason | undefined;
}

/** What the surroundings of a file say about it; the command line and the server both supply it. */
export interface Surroundings {
  /** Names of the files in the same folder. */
  readonly siblings: ReadonlySet<string>;
}

/** True for names under which a file is YAML or JSON, if it is ours at all. */
export function mayBeYaml(path: string): boolean {
  const name = nameOf(path);
  return /\.(?:ya?ml|json|rules)$/i.test(name) || isKustomizationName(name);
}

const foreign: Detection = { format: undefined, partial: undefined };

/**
 * What a file is, from its name and the keys at its top, without parsing it. A stream is what its first document of
 * ours is; `kindOfDocument` tells its documents apart. A file that is broken is still recognised.
 */
export function detect(path: string, text: string, surroundings?: Surroundings): Detection {
  const name = nameOf(path);
  if (isConfigName(name)) return { format: 'seaworthy', partial: undefined };
  if (mayBeYaml(name)) {
    const format = formatOfYaml(path, name, text);
    return format === undefined ? foreign : { format, partial: partialReason(path, text, format, surroundings) };
  }
  return isDockerfile(name, text) ? { format: 'dockerfile', partial: undefined } : foreign;
}

/** JSON files that are worth a look: the rest of a repository's JSON is neither ours nor small. */
const jsonNames =
  /^(?:(?:docker-)?compose|prometheus|alertmanager)\b|(?:^|[._-])(?:deployments?|statefulsets?|daemonsets?|cronjobs?|jobs?|pods?|services?|ingress|configmaps?|k8s|kubernetes|targets)(?=[._-])/i;

/** True for names under which a walk over folders finds files of ours; what is in them is for `detect` to say. */
export function mayBeOurs(path: string): boolean {
  const name = nameOf(path);
  if (isConfigName(name) || isKustomizationName(name)) return true;
  if (isForeignName(name)) return false;
  if (/\.(?:ya?ml|rules)$/i.test(name)) return true;
  if (/\.json$/i.test(name)) return jsonNames.test(name);
  return dockerfileName(name) !== undefined;
}

/** True for text with a NUL in its first 8,000 characters, which is how Git tells binary files. */
export function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\0');
}

export function isConfigName(name: string): boolean {
  return /^\.seaworthy\.(?:ya?ml|json)$/.test(name);
}

/** Files of Helm that look like others by their keys, and lock files. */
export function isForeignName(name: string): boolean {
  return /^(?:values(?:[._-].+)?|Chart|requirements|pnpm-lock)\.ya?ml$/.test(name);
}

function isDockerfile(name: string, text: string): boolean {
  const kind = dockerfileName(name);
  if (kind === 'exact') return true;
  if (kind === undefined || isBinary(text)) return false;
  return readsLikeDockerfile(text) && (kind === 'likely' || !hasTemplateMarks(text));
}

function formatOfYaml(path: string, name: string, text: string): Format | undefined {
  if (isForeignName(name)) return undefined;
  if (isBinary(text)) return composeName(name) === 'default' ? 'compose' : undefined;
  const documents = scanTopLevel(text);
  for (const top of documents) {
    const format = formatOfTop(top, name, path);
    if (format !== undefined) return format;
  }
  return undefined;
}

function formatOfTop(top: TopLevel, name: string, path: string): Format | undefined {
  if (mayBeKubernetes(top, name)) return 'kubernetes';
  if (mayBeCompose(top, name)) return 'compose';
  return mayBePrometheus(top, path) ? 'prometheus' : undefined;
}

function partialReason(
  path: string,
  text: string,
  format: Format,
  surroundings: Surroundings | undefined,
): PartialReason | undefined {
  if (format === 'compose' && isComposeOverlay(nameOf(path), text, surroundings?.siblings)) return 'override';
  return isTemplate(path, text, format) ? 'template' : undefined;
}

/**
 * True for text that a template engine writes first. Quoted actions do not count, nor do those that Prometheus and the
 * container engine fill in: `{{ $labels.job }}`, `"{{.Name}}"`.
 */
function isTemplate(path: string, text: string, format: Format): boolean {
  if (!text.includes('{{') && !text.includes('{%')) return false;
  if (format === 'kubernetes' && /(?:^|\/)templates\//.test(path)) return true;
  // A line of control flow at the left margin, a value of a chart, or a value that begins with an unquoted action.
  if (/^(?:\{\{-? ?(?:if|range|with|define|include|end|else|\/\*)|\{%)/m.test(text)) return true;
  if (/\{\{-? {0,4}(?:\.(?:Values|Release|Chart|Capabilities)\b|(?:include|tpl|toYaml) )/.test(text)) return true;
  if (format === 'prometheus') return false;
  return /^ *(?:- )?[\w./-]+: {1,4}\{\{(?![^}\n]*\$(?:labels|value))/m.test(text);
}
