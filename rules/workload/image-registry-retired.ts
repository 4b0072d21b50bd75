import { isReplacedImage } from '../../core/index/link.js';
import { formatImage, type ImageReference } from '../../core/model/image.js';
import { replacementOf, retirementOf } from '../../core/model/image-retired.js';
import { imageUses } from '../../core/model/image-use.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'image-registry-retired',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'base-images',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Every image comes from a repository that is still published to',
      ru: 'Все образы — из репозиториев, которые ещё обновляются',
    },
    why: {
      en: 'Nothing is published there any more: no security fix arrives, and one day the images themselves are gone, which shows when a new node pulls them.',
      ru: 'Там больше ничего не публикуют: исправлений безопасности не будет, а однажды исчезнут и сами образы — это выяснится, когда их попробует скачать новый узел.',
    },
    moved: {
      en: 'New images of "{image}" have been published as "{successor}" since {date}',
      ru: 'Новые образы «{image}» с {date} выходят под именем «{successor}»',
    },
    ended: {
      en: '"{image}" has had no updates since {date}, "{successor}" takes its place',
      ru: '«{image}» не обновляется с {date}, его место занял «{successor}»',
    },
    alone: {
      en: '"{image}" has had no updates since {date}, and nothing takes its place as it is',
      ru: '«{image}» не обновляется с {date}, и готовой замены ему нет',
    },
    removed: {
      en: 'Since {date} "{image}" cannot be pulled, its new name is "{successor}"',
      ru: '«{image}» не скачать с {date}, новое имя — «{successor}»',
    },
    archived: {
      en: 'Since {date} versions of "{image}" cannot be pulled, a frozen copy is "{successor}"',
      ru: 'Версии «{image}» не скачать с {date}, застывшая копия — «{successor}»',
    },
    fix: { en: 'Write the successor', ru: 'Заменить преемником' },
  },
  *check(document, { index, today }) {
    for (const { image } of imageUses(document)) {
      if (image.state !== 'set' || isReplacedImage(index, image.value, document)) continue;
      const retired = retirementOf(image.value);
      if (retired === undefined) continue;
      const { fate, since: date, successor } = retired;
      const at = image.span;
      const name = nameOf(image.value);
      const fix = () => {
        const next = replacementOf(image.value, today);
        return next && put(image, next);
      };
      if (successor === undefined) yield { at, say: 'alone', with: { image: name, date } };
      else yield { at, say: fate, with: { image: name, date, successor }, fix };
    }
  },
});

function nameOf(image: ImageReference): string {
  return formatImage({ ...image, tag: undefined, digest: undefined });
}
