import { readinessPillars, statuses } from '../../core/readiness/item.js';
import { type CheckedItem, type ReadinessReport, withPaths } from '../../core/readiness/report.js';
import { printReadinessHtml, type ReadinessLinks } from '../../core/report/readiness-html.js';
import { pillarTitles, placeText, readinessTexts, statusNames } from '../../core/report/readiness-texts.js';
import type { Range } from '../../core/span.js';
import { type Locale, say } from '../../core/text.js';
import type { Project } from '../project.js';
import {
  type ReadinessEntry,
  type ReadinessEvidence,
  type ReadinessFolder,
  type ReadinessLinkForms,
  type ReadinessParams,
  type ReadinessPillarEntry,
  type ReadinessResult,
  readinessNotification,
} from '../protocol.js';
import { linksOf, localeFor, logError, type Session } from '../session.js';
import { folderPath, isInside, uriOfPath } from '../uri.js';

/** Tells a client that asked for it that the checklist may have changed. It is only computed when the client asks. */
export function tellReadiness(session: Session): void {
  if (!session.client.wantsReadiness) return;
  session.connection
    .sendNotification(readinessNotification)
    .catch((error: unknown) => logError(session, 'readiness', error));
}

/** The checklist of each folder that has been read. What is not read yet would be called missing. */
export function readiness(session: Session, { folder, page }: ReadinessParams): ReadinessResult {
  if (!session.settings.enable) return { folders: [] };
  const wanted = folder === undefined ? undefined : folderPath(folder);
  const projects = [...session.projects.values()].filter(
    ({ root, complete }) => complete && (wanted === undefined || root === wanted),
  );
  return { folders: projects.map((project) => folderEntry(session, project, page)) };
}

function folderEntry(
  session: Session,
  { root = '', workspace }: Project,
  forms: ReadinessLinkForms | undefined,
): ReadinessFolder {
  const locale = localeFor(session);
  const { uriOf } = linksOf(session);
  const paths = new Map<string, string>();
  const report = withPaths(workspace.readiness(), (path) => {
    const shown = isInside(root, path) ? path.slice(root.length).replace(/^\//, '') : path;
    paths.set(shown, path);
    return shown;
  });
  for (const { item, message } of report.failures) logError(session, `checklist ${item}`, message);
  const uriOfShown = (shown: string): string => uriOf(paths.get(shown) ?? shown);
  return {
    uri: uriOfPath(root),
    pillars: pillarsOf(report, locale, uriOfShown),
    missing: report.items.filter(({ status }) => status === 'missing').length,
    page: forms && printReadinessHtml(report, locale, linksIn(forms, locale, uriOfShown)),
  };
}

function pillarsOf(
  report: ReadinessReport,
  locale: Locale,
  uriOf: (path: string) => string,
): readonly ReadinessPillarEntry[] {
  return readinessPillars.map((id) => {
    const counts = report.pillars[id];
    return {
      id,
      title: pillarTitles[id][locale],
      summary: statuses
        .filter((status) => counts[status] > 0)
        .map((status) => `${statusNames[status][locale]} ${counts[status]}`)
        .join(', '),
      items: report.items.filter(({ pillar }) => pillar === id).map((item) => entryOf(item, locale, uriOf)),
    };
  });
}

function entryOf(item: CheckedItem, locale: Locale, uriOf: (path: string) => string): ReadinessEntry {
  const { id, title, status, topic, next, more, attestation } = item;
  const placed = (at: Placed, note: string, isGap: boolean): ReadinessEvidence => {
    const { line, character } = at.range.start;
    return { uri: uriOf(at.path), place: placeText(at), line, character, note, isGap };
  };
  return {
    id,
    title,
    status,
    statusName: statusNames[status][locale],
    topic,
    locale,
    next,
    more,
    attestation: attestation && placed(attestation, attestedText(attestation, locale), !attestation.counts),
    evidence: item.evidence.map((one) => placed(one, one.note, one.isGap)),
  };
}

type Placed = { readonly path: string; readonly range: Range };

function attestedText(attested: NonNullable<CheckedItem['attestation']>, locale: Locale): string {
  const { who, when, link, note, counts } = attested;
  const words = [
    say(readinessTexts.attestedBy, locale, { who, when }),
    link,
    note,
    counts ? undefined : readinessTexts.notCounted[locale],
  ];
  return words.filter((word) => word !== undefined).join('; ');
}

/** Links as the client wants them. Every hole is filled with encoded text, so that no name can end the link. */
function linksIn(forms: ReadinessLinkForms, locale: Locale, uriOf: (path: string) => string): ReadinessLinks {
  const filled = (form: string | undefined, values: Readonly<Record<string, string | number>>): string | undefined =>
    form?.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : encodeURIComponent(value);
    });
  return {
    place: ({ path, range: { start } }) => filled(forms.place, { uri: uriOf(path), ...start }),
    topic: (id) => filled(forms.topic, { id, locale }),
    rule: (id) => filled(forms.rule, { id }),
  };
}
