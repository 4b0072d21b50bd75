import { isReplacedImage } from '../../core/index/link.js';
import type { Document } from '../../core/model/document.js';
import { suggestTag } from '../../core/model/image-facts.js';
import { type ImageUse, imageUses, looseTag, withTag } from '../../core/model/image-use.js';
import { isSeenByOthers } from '../../core/model/told.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'image-tag-unpinned',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'base-images',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  same: [
    'hadolint:DL3006',
    'hadolint:DL3007',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    'dockerfilelint:missing_tag',
    'dockerfilelint:latest_tag',
    'dclint:service-image-require-explicit-tag',
    'compose-lint:CL-0004',
    'docksec:compose-latest-or-untagged-image',
    'trivy:USR-COMPOSE-0001',
    'kube-linter:latest-tag',
    'kube-linter-template:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'trivy:KSV-0013',
    'checkov:CKV_K8S_14',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'Every image names its version', ru: 'У каждого образа указана версия' },
    why: {
      en: 'The same reference is another image after the next push: two nodes run different code under one name, and the version that worked yesterday cannot be rolled back to.',
      ru: 'После следующей публикации та же ссылка означает другой образ: два узла под одним именем выполняют разный код, а откатиться на вчерашнюю версию нечем.',
    },
    missing: {
      en: 'Image "{image}" has no tag, which stands for "latest"',
      ru: 'У образа «{image}» нет тега, а это то же, что «latest»',
    },
    moving: {
      en: 'Tag "{tag}" of image "{image}" moves with every release',
      ru: 'Тег «{tag}» образа «{image}» переезжает с каждым выпуском',
    },
    fix: { en: 'Name the version', ru: 'Указать версию' },
  },
  *check(document, { index, today }) {
    for (const used of imageUses(document)) {
      const { image } = used;
      if (image.state !== 'set' || isReplacedImage(index, image.value, document)) continue;
      const fault = looseTag(image.value);
      if (fault === undefined) continue;
      const { tag = 'latest', repository, registry } = image.value;
      const name = registry === undefined ? repository : `${registry}/${repository}`;
      yield {
        at: image.span,
        say: fault,
        with: { image: name, tag },
        toldAs: toldAs(document, used, tag),
        fix: () => {
          const suggested = suggestTag(image.value, today);
          return suggested === undefined ? undefined : put(image, withTag(image.value, suggested));
        },
      };
    }
  },
});

/** Tags that every version of dclint refuses beside "latest". Source: its rule service-image-require-explicit-tag. */
const refusedByDclint = ['stable', 'edge', 'test', 'nightly', 'dev', 'beta', 'canary'];

/** Others tell an image that is written in its place; what hides behind a variable or an anchor not all of them follow. */
function toldAs(document: Document, { image, use }: ImageUse, tag: string): readonly string[] {
  if (image.state !== 'set' || image.via !== undefined) return [];
  const written = document.text.slice(image.span.start, image.span.end);
  if (written.includes('$')) return [];
  const isLatest = tag === 'latest';
  switch (document.format) {
    case 'dockerfile':
      if (use !== 'stage' || !isLatest) return [];
      return [image.value.tag === undefined ? 'hadolint:DL3006' : 'hadolint:DL3007'];
    case 'compose':
      return isLatest || refusedByDclint.includes(tag) ? ['dclint:service-image-require-explicit-tag'] : [];
    default:
      return isLatest && document.workload.every((workload) => isSeenByOthers(document, workload))
        ? ['kube-linter:latest-tag', 'kube-score:container-image-tag', 'checkov:CKV_K8S_14']
        : [];
  }
}
