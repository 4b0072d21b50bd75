import { folderOf, nameOf } from '../model/path.js';

/** What a file that is none of the four formats may show, by its name. */
export type EvidenceKind = 'pipeline' | 'dashboard' | 'alerting' | 'load-test' | 'runbook' | 'recovery-plan';

/** Larger files are not looked at, in UTF-16 code units. */
const maxSize = 2 ** 20;

/** As many files of a workspace are looked at, the first by their paths. */
export const maxEvidenceFiles = 400;

const script = /\.(?:[cm]?[jt]s|py)$/i;

/** What a file may be evidence of; undefined for all others, which are then not even read. */
export function evidenceKind(path: string): EvidenceKind | undefined {
  const name = nameOf(path);
  const folders = folderOf(path).toLowerCase().split('/');
  const last = folders[folders.length - 1] ?? '';
  const isYaml = /\.ya?ml$/i.test(name);
  if (isYaml && isPipeline(name, folders)) return 'pipeline';
  if (isYaml && last === 'alerting') return 'alerting';
  if (/\.json$/i.test(name) && folders.some((folder) => /^(?:grafana[-_])?dashboards?$/.test(folder)))
    return 'dashboard';
  if (isLoadTest(name, folders)) return 'load-test';
  if (/\.(?:md|mdx|adoc|rst)$/i.test(name)) {
    const isIndex = /^(?:readme|index)\./i.test(name);
    if (/^(?:runbooks?|playbooks?)$/.test(last) && !isIndex) return 'runbook';
    if (/(?:^|[-_ .])runbook/i.test(name)) return 'runbook';
    if (/disaster[-_ ]?recovery|(?:^|[-_])dr[-_]?(?:plan|drill|test)/i.test(name)) return 'recovery-plan';
    if (/^disaster[-_]?recovery$/.test(last)) return 'recovery-plan';
  }
  return undefined;
}

function isPipeline(name: string, folders: readonly string[]): boolean {
  const [last, above] = [folders[folders.length - 1], folders[folders.length - 2]];
  if (last === 'workflows' && (above === '.github' || above === '.gitea' || above === '.forgejo')) return true;
  if (/^(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines)\.ya?ml$/.test(name) || name.endsWith('.gitlab-ci.yml'))
    return true;
  return (last === '.circleci' && name === 'config.yml') || folders.includes('.gitlab');
}

function isLoadTest(name: string, folders: readonly string[]): boolean {
  if (/\.jmx$/i.test(name) || /Simulation\.(?:scala|java|kt)$/.test(name)) return true;
  if (/^(?:artillery\.|.*\.artillery\.)ya?ml$/i.test(name)) return true;
  if (!script.test(name)) return false;
  const isMeant = /(?:^|[-_.])(?:k6|locustfile|locust|load[-_]?test)(?:[-_.]|$)/i.test(name);
  return (
    isMeant || folders.some((folder) => /^(?:k6|locust|load[-_]?tests?|perf(?:ormance)?[-_]?tests?)$/.test(folder))
  );
}

/** A file that is only looked at for evidence. */
export interface EvidenceFile {
  readonly kind: EvidenceKind;
  readonly path: string;
  readonly text: string;
}

/** The evidence files of a workspace. */
export interface EvidenceFiles {
  open(path: string, text: string): void;
  close(path: string): void;
  /** In the order of their paths. The same objects as long as a file does not change. */
  list(): readonly EvidenceFile[];
}

export function createEvidenceFiles(): EvidenceFiles {
  const files = new Map<string, EvidenceFile>();
  return {
    open(path, text) {
      const kind = evidenceKind(path);
      if (kind === undefined || text.length > maxSize) files.delete(path);
      else if (files.get(path)?.text !== text) files.set(path, { kind, path, text });
    },
    close(path) {
      files.delete(path);
    },
    list: () => [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, maxEvidenceFiles),
  };
}
