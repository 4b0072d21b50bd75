import { rule } from '../../../core/rule.js';
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../../../core/workspace.js';
import configInvalid from '../../../rules/seaworthy/config-invalid.js';
import unknownRule from '../../../rules/seaworthy/unknown-rule.js';
import unusedIgnore from '../../../rules/seaworthy/unused-ignore.js';

const summary = { en: 'A claim', ru: 'Утверждение' };
const why = { en: 'A reason.', ru: 'Причина.' };
const head = { pillar: 'reliability', preset: 'recommended', level: 'warning', since: '0.1.0' } as const;

/** An image without a tag, in three formats. */
export const imageTag = rule({
  ...head,
  id: 'image-tag-unpinned',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  fix: 'safe',
  options: { tag: 'stable' },
  same: [
    'hadolint:DL3006',
    'trivy:DS-0001',
    'trivy:KSV-0013',
    'checkov:CKV_DOCKER_7',
    'checkov:CKV_K8S_14',
    'buildkit:InvalidDefaultArgInFrom',
    'dclint:service-image-require-explicit-tag',
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'semgrep:missing-image-version',
  ],
  text: {
    summary,
    why,
    fix: { en: 'Add a tag', ru: 'Добавить тег' },
    tag: { en: 'Image "{image}"', ru: 'Образ «{image}»' },
  },
  *check({ image }, { options }) {
    if (image.state !== 'set' || image.value.tag !== undefined || image.value.text === 'scratch') return;
    const end = image.span.end;
    const edits = [{ span: { start: end, end }, text: `:${options.tag}` }];
    yield { at: image.span, say: 'tag', with: { image: image.value.text }, fix: () => edits };
  },
});

/** The same place as the rule above, and quieter than it. */
export const imageDigest = rule({
  ...head,
  id: 'image-digest-missing',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  pillar: 'security',
  preset: 'strict',
  fix: 'none',
  yieldsTo: ['image-tag-unpinned'],
  text: { summary, why, digest: { en: 'No digest', ru: 'Нет дайджеста' } },
  *check({ image }) {
    if (image.state === 'set' && image.value.digest === undefined) yield { at: image.span, say: 'digest' };
  },
});

export const sudo = rule({
  ...head,
  id: 'sudo-used',
  on: 'instruction',
  kinds: ['dockerfile'],
  pillar: 'security',
  fix: 'none',
  same: ['hadolint:DL3004', 'buildkit:Sudo#part'],
  text: { summary, why, sudo: { en: 'sudo', ru: 'sudo' } },
  *check({ keyword, keywordSpan, words, script }) {
    if (keyword !== 'RUN') return;
    if (script?.text.includes('sudo') || words.some(({ text }) => text === 'sudo')) {
      yield { at: keywordSpan, say: 'sudo' };
    }
  },
});

export const alertWait = rule({
  ...head,
  id: 'alert-wait-missing',
  on: 'alert',
  kinds: ['prometheus'],
  pillar: 'observability',
  fix: 'none',
  same: ['pint:alerts/for'],
  text: { summary, why, wait: { en: 'Alert "{name}" has no "for"', ru: 'У оповещения «{name}» нет «for»' } },
  *check({ name, anchor, wait }) {
    if (wait.state === 'unset') yield { at: anchor, say: 'wait', with: { name } };
  },
});

/** Needs another file: says so when nobody else defines a workload. */
export const alone = rule({
  ...head,
  id: 'workload-alone',
  on: 'workload',
  kinds: ['compose', 'kubernetes'],
  preset: 'strict',
  fix: 'none',
  scope: 'workspace',
  text: { summary, why, alone: { en: '"{name}" is alone', ru: '«{name}» одна' } },
  *check({ name, anchor }, { index }) {
    if (index.entries('workload').length === 1) yield { at: anchor, say: 'alone', with: { name } };
  },
});

export const secret = rule({
  ...head,
  id: 'secret-in-env',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  pillar: 'security',
  level: 'error',
  fix: 'none',
  sensitive: true,
  text: { summary, why, secret: { en: 'Variable "{name}" holds a secret', ru: 'В переменной «{name}» секрет' } },
  *check({ variables }) {
    for (const { name, value } of variables) {
      if (name.endsWith('PASSWORD') && value.state === 'set') yield { at: value.span, say: 'secret', with: { name } };
    }
  },
});

export const crashing = rule({
  ...head,
  id: 'rule-with-a-bug',
  on: 'container',
  kinds: ['compose'],
  preset: 'strict',
  fix: 'none',
  text: { summary, why, never: { en: 'never', ru: 'никогда' } },
  *check({ name }) {
    if (name !== '') throw new Error('the bug');
    yield { at: { start: 0, end: 0 }, say: 'never' };
  },
});

export const ownRules = [configInvalid, unknownRule, unusedIgnore];
export const samples = [imageTag, imageDigest, sudo, alertWait, alone, secret, crashing, ...ownRules];

export function createSample(options: Partial<WorkspaceOptions> = {}): Workspace {
  return createWorkspace({
    rules: samples,
    topics: [],
    today: () => '2026-09-01',
    locale: 'en',
    version: '0.0.0',
    ...options,
  });
}

/** Findings as `line:column rule`, one-based. */
export function listFindings(workspace: Workspace, path: string): readonly string[] {
  return (workspace.check(path)?.findings ?? []).map(
    ({ range: { start }, rule }) => `${start.line + 1}:${start.character + 1} ${rule}`,
  );
}

/** What a single file gives under the default configuration. */
export function lint(path: string, text: string, options: Partial<WorkspaceOptions> = {}): readonly string[] {
  const workspace = createSample(options);
  workspace.open(path, text);
  return listFindings(workspace, path);
}
