import type { LabelClass } from '../model/label.js';

/**
 * How many values a label usually has, for a reckoning of series. Assumptions, and to be named as such wherever a number
 * made of them is shown.
 */
export const boundedSizes: readonly (readonly [pattern: RegExp, values: number])[] = [
  [/^(?:method|http_method|verb)$/, 5],
  [/^(?:status|code|status_code|http_status|response_code)$/, 10],
  [/^(?:severity|level|outcome|result|success|error)$/, 4],
  [/^(?:env|environment|stage|tier|cluster|region|zone)$/, 3],
  [/^(?:endpoint|route|handler|operation|api|uri_template)$/, 50],
  [/^(?:namespace|team|app|application|service|job|component)$/, 20],
  [/^(?:node|host|instance|nodename)$/, 20],
  [/^(?:pod|container|container_name|pod_name)$/, 50],
  [/^(?:device|interface|mode|cpu|state|type|kind|phase|reason|le|quantile|version)$/, 10],
];

/** Values of what has no bound, for a service of ordinary size, within the time that Prometheus keeps series by default. */
export const unboundedSizes: Readonly<Record<LabelClass, number>> = {
  person: 100_000,
  request: 1_000_000,
  id: 100_000,
  time: 1_000_000,
  network: 10_000,
  text: 10_000,
  release: 50,
  replica: 500,
  measurement: 10_000,
};
