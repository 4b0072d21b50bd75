import { isReplacedImage } from '../../core/index/link.js';
import { fullName } from '../../core/model/image-name.js';
import { imageUses } from '../../core/model/image-use.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'image-registry-untrusted',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'base-images',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  same: ['hadolint:DL3026'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'Every image comes from a trusted registry, where the configuration names some',
      ru: 'Все образы — из доверенных реестров, если они названы в настройках',
    },
    why: {
      en: 'An image from elsewhere has passed none of your scans and copies: it can change, vanish or carry anything.',
      ru: 'Образ со стороны не проходил ваших проверок и нигде у вас не лежит: он может измениться, исчезнуть или принести что угодно.',
    },
    untrusted: {
      en: 'Image "{image}" comes from "{registry}"; trusted: {trusted}',
      ru: 'Образ «{image}» взят из «{registry}», а доверенные реестры — {trusted}',
    },
  },
  *check(document, { index, conventions: { images } }) {
    if (images.trusted.length === 0) return;
    for (const { image } of imageUses(document)) {
      if (image.state !== 'set' || isReplacedImage(index, image.value, document)) continue;
      const name = fullName(image.value);
      if (images.isTrusted(name)) continue;
      const registry = name.slice(0, name.indexOf('/'));
      yield {
        at: image.span,
        say: 'untrusted',
        with: { image: image.value.text, registry, trusted: images.trusted },
      };
    }
  },
});
