import { jsonText } from './json-text.js';
import type { Report, ReportedFile, ReportedFinding } from './report.js';

/**
 * The public shape of a report, with zero-based lines and UTF-16 characters. Fields are picked one by one, so that
 * nothing internal becomes public by accident.
 */
export function plainReport({ version, files, unchecked, summary }: Report) {
  return {
    version,
    files: files.map(plainFile),
    unchecked: unchecked.map(({ path, reason, range }) =>
      range === undefined ? { path, reason } : { path, reason, range },
    ),
    summary,
  };
}

/** The report as JSON, ending in a line end. */
export function printJson(report: Report): string {
  return jsonText(plainReport(report));
}

function plainFile({ path, kind, findings }: ReportedFile) {
  return { path, kind, findings: findings.map(plainFinding) };
}

function plainFinding({ rule, severity, message, identity, range, fixable, fix, related }: ReportedFinding) {
  return {
    rule,
    severity,
    message,
    identity,
    range,
    fixable,
    ...(fix === undefined ? {} : { fix }),
    ...(related.length === 0
      ? {}
      : {
          related: related.map(({ path, range, note }) => ({ path, note, ...(range === undefined ? {} : { range }) })),
        }),
  };
}
