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
  return [...jsonPieces(report)].join('');
}

/** The same piece by piece, for that of many files is long: each file is a piece. */
export function* jsonPieces({ files, ...rest }: Report): Generator<string> {
  const { version, unchecked, summary } = plainReport({ ...rest, files: [] });
  yield `{\n  "version": ${inner(version, 1)},\n  "files": [`;
  let isFirst = true;
  for (const file of files) {
    yield `${isFirst ? '' : ','}\n    ${inner(plainFile(file), 2)}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : '\n  '}],\n  "unchecked": ${inner(unchecked, 1)},\n  "summary": ${inner(summary, 1)}\n}\n`;
}

/** A value as JSON inside of others. Its line ends are between values: in a text they are escaped. */
function inner(value: unknown, depth: number): string {
  return jsonText(value)
    .trimEnd()
    .replaceAll('\n', `\n${'  '.repeat(depth)}`);
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
