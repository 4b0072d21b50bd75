import type { Level } from '../model/format.js';
import { joinPath } from '../model/path.js';
import { fingerprints, hash } from './fingerprint.js';
import { jsonText } from './json-text.js';
import type { Report } from './report.js';
import { type Localised, uncheckedText } from './unchecked.js';

/**
 * A Code Quality report of GitLab
 * (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format): a list of issues, lines one-based, paths
 * from the root of the repository.
 */
export function printGitlab(report: Report, { locale, prefix }: Localised): string {
  const unchecked = report.unchecked.map((one) => {
    const path = joinPath(prefix, one.path);
    const description = uncheckedText(one, locale);
    const begin = (one.range?.start.line ?? 0) + 1;
    const fingerprint = hash(`${path} ${description} ${begin}`);
    return issue('unchecked', description, fingerprint, 'blocker', path, begin, begin);
  });
  const findings = report.files.flatMap((file) => {
    const path = joinPath(prefix, file.path);
    const prints = fingerprints(file, path);
    return file.findings.map(({ rule, message, severity, range }, index) =>
      issue(rule, message, prints[index] ?? '', severities[severity], path, range.start.line + 1, range.end.line + 1),
    );
  });
  return jsonText([...unchecked, ...findings]);
}

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const severities: Readonly<Record<Level, Severity>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  hint: 'info',
};

function issue(
  check_name: string,
  description: string,
  fingerprint: string,
  severity: Severity,
  path: string,
  begin: number,
  end: number,
) {
  return { description, check_name, fingerprint, severity, location: { path, lines: { begin, end } } };
}
