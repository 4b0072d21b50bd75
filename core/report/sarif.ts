import type { Level } from '../model/format.js';
import { joinPath } from '../model/path.js';
import { levelOf, type Rule } from '../rule.js';
import type { Range } from '../span.js';
import { type Locale, say } from '../text.js';
import { fingerprints } from './fingerprint.js';
import { jsonText } from './json-text.js';
import type { Report, ReportedFinding, Unchecked } from './report.js';

export interface SarifOptions {
  readonly rules: readonly Rule[];
  readonly locale: Locale;
  /** Folder of the run below the root of the repository, with a slash at its end; empty at the root. */
  readonly prefix: string;
  /** Where the page of a rule is; undefined when it is not published. */
  readonly helpUri?: (rule: Rule) => string | undefined;
}

/**
 * SARIF 2.1.0 (OASIS standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Paths are relative
 * URI references with forward slashes; lines and columns are one-based, columns count UTF-16 code units.
 */
export function printSarif(report: Report, options: SarifOptions): string {
  return jsonText(sarifLog(report, options));
}

/** The log as an object, for tests and for who wants to add to it. */
export function sarifLog(report: Report, options: SarifOptions) {
  const used = new Set(report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  const rules = options.rules.filter(({ id }) => used.has(id));
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0' as const,
    runs: [
      {
        tool: {
          driver: { name: 'Seaworthy', version: report.version, rules: rules.map((rule) => descriptor(rule, options)) },
        },
        columnKind: 'utf16CodeUnits' as const,
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.unchecked.map((one) => notification(one, options)),
          },
        ],
        results: report.files.flatMap((file) => {
          const prints = fingerprints(file, joinPath(options.prefix, file.path));
          return file.findings.map((finding, index) =>
            result(file.path, finding, order.get(finding.rule), prints[index] ?? '', options),
          );
        }),
      },
    ],
  };
}

function descriptor(rule: Rule, { locale, helpUri }: SarifOptions) {
  const uri = helpUri?.(rule);
  const [format] = rule.kinds;
  const summary = say(rule.text.summary, locale);
  return {
    id: rule.id,
    shortDescription: { text: summary },
    fullDescription: { text: say(rule.text.why, locale) },
    help: { text: `${summary}. ${say(rule.text.why, locale)}` },
    defaultConfiguration: { level: sarifLevel(format === undefined ? 'warning' : levelOf(rule, format)) },
    properties: { tags: [rule.pillar] },
    ...(uri === undefined ? {} : { helpUri: uri }),
  };
}

function result(
  path: string,
  finding: ReportedFinding,
  ruleIndex: number | undefined,
  fingerprint: string,
  options: SarifOptions,
) {
  const { rule, severity, message, range, related } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: sarifLevel(severity),
    message: { text: message },
    locations: [location(path, range, options)],
    partialFingerprints: { 'seaworthy/v1': fingerprint },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, index) => ({
            id: index + 1,
            ...location(one.path, one.range, options),
            message: { text: one.note },
          })),
        }),
  };
}

function notification({ path, reason, range }: Unchecked, options: SarifOptions) {
  return { level: 'warning' as const, message: { text: reason }, locations: [location(path, range, options)] };
}

function location(path: string, range: Range | undefined, { prefix }: SarifOptions) {
  const artifactLocation = { uri: encodePath(joinPath(prefix, path)) };
  if (range === undefined) return { physicalLocation: { artifactLocation } };
  const { start, end } = range;
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return { physicalLocation: { artifactLocation, region } };
}

/** SARIF has no level for a hint. */
function sarifLevel(level: Level): 'error' | 'warning' | 'note' {
  return level === 'error' || level === 'warning' ? level : 'note';
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
