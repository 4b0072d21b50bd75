import type { YamlDocument } from '../yaml/document.js';
import { offsetOfKey } from '../yaml/head.js';
import { parseYaml } from '../yaml/parse.js';

/** In UTF-16 code units: definitions from about a thousand lines on. */
const long = 32_768;

/** In UTF-16 code units. What stands above `spec` is names and annotations. */
const longestHead = 16_384;

/** What a comment that suppresses something beyond its own line holds: our directives, and those of Checkov. */
const suppressing = ['seaworthy-', ':skip='];

/**
 * The head of a long CustomResourceDefinition: what stands above its `spec`, parsed. The `spec` is a schema, which runs
 * nothing and holds no credentials, so that no rule has a say in it; it is written by a generator, and thousands of lines
 * long. Undefined for every other document, and for one with a suppression in the `spec`: those are read whole.
 */
export function definitionHead(text: string): YamlDocument | undefined {
  if (text.length < long || !text.slice(0, longestHead).includes('CustomResourceDefinition')) return undefined;
  const end = offsetOfKey(text, 'spec', longestHead);
  if (end === undefined || suppressing.some((word) => text.includes(word, end))) return undefined;
  const head = parseYaml(text.slice(0, end));
  const root = head.root({ open: true });
  const isDefinition =
    root.at('kind').scalar === 'CustomResourceDefinition' &&
    root.at('apiVersion').scalar?.startsWith('apiextensions.k8s.io/') === true;
  // What has no name above it may have one below.
  if (!isDefinition || head.problems.length > 0 || root.at('metadata').kind !== 'map') return undefined;
  // Nothing that was not read is missing.
  return { ...head, root: () => root };
}
