import { emptyConfig, parseConfig } from '../config/parse.js';
import { createResolver } from '../config/resolve.js';
import type { Document } from '../model/document.js';
import type { Format } from '../model/format.js';
import { readSyntax } from '../promql/syntax.js';
import { parseInSteps } from '../yaml/parse.js';
import { splitStream } from '../yaml/split.js';
import { readCompose } from './compose.js';
import { readConfig } from './config.js';
import { kindOfDocument } from './detect-document.js';
import type { YamlInput } from './document.js';
import { readKubernetes } from './kubernetes.js';
import { definitionHead } from './kubernetes-definition.js';
import { readPrometheus } from './prometheus.js';

type YamlFormat = Exclude<Format, 'dockerfile'>;

/** Reads a document of a known format. */
export function readDocument(format: YamlFormat, input: YamlInput): Document {
  return readers[format](input);
}

const readers: Readonly<Record<YamlFormat, (input: YamlInput) => Document>> = {
  compose: readCompose,
  kubernetes: readKubernetes,
  prometheus: readPrometheus,
  seaworthy: readConfig,
};

/**
 * What it takes to read files of YAML, configurations among them: half of the engine's code. Who reads a Dockerfile alone need not load it, so the
 * engine is handed it, and imports it nowhere on that way.
 */
export const yamlFormats = {
  parse: parseInSteps,
  split: splitStream,
  definitionHead,
  kindOfDocument,
  readDocument,
  readQuery: readSyntax,
  config: { parse: parseConfig, empty: emptyConfig, resolve: createResolver },
};

export type YamlFormats = typeof yamlFormats;
