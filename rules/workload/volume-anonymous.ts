import type { Index } from '../../core/index/index.js';
import { declaredData, isHeld, stageOf, usersOf } from '../../core/index/link.js';
import type { Container, Mount } from '../../core/model/container.js';
import { isDataFolder } from '../../core/model/data-folder.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { factsOf } from '../../core/model/image-facts.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { entryOf, mountNamed, nameVolume } from '../../core/model/volume-fix.js';
import { rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'volume-anonymous',
  on: 'document',
  kinds: ['dockerfile', 'compose'],
  scope: 'workspace',
  topic: 'volume-types',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  yieldsTo: ['stateful-data-not-persistent'],
  since: '0.1.0',
  text: {
    summary: { en: 'Data lies on a volume with a name', ru: 'Данные лежат на томе с именем' },
    why: {
      en: 'An anonymous volume is known only by a random number: "down -v", a new project name or another host starts with an empty one, and no backup and no person finds the old one again.',
      ru: 'Анонимный том известен лишь по случайному номеру: после down -v, смены имени проекта или узла начинают с пустого, а старый не найдёт ни резервное копирование, ни человек.',
    },
    anonymous: {
      en: 'The volume for "{path}" of "{name}" has no name',
      ru: 'У тома для «{path}» сервиса «{name}» нет имени',
    },
    image: {
      en: 'The image of "{name}" declares a volume for "{path}", and no mount gives it a name',
      ru: 'Образ «{name}» объявляет том для «{path}», и ни одно монтирование не даёт ему имени',
    },
    pod: {
      en: 'The pod of "{name}" has no volume for "{path}", so the data is gone with its container',
      ru: 'В поде с «{name}» нет тома для «{path}»: данные исчезнут вместе с контейнером',
    },
    alone: {
      en: 'VOLUME "{path}" becomes an anonymous volume unless whoever runs the image mounts one',
      ru: 'VOLUME «{path}» станет анонимным томом, если тот, кто запускает образ, не смонтирует свой',
    },
    fix: { en: 'Mount a named volume', ru: 'Смонтировать именованный том' },
  },
  *check(document, { index }) {
    if (isOutsideProduction(document.path)) return;
    for (const stage of document.stage) {
      const found = stage.shipped ? findUnheld(index, stage, document.path) : undefined;
      if (found === undefined) continue;
      const { path, at, user } = found;
      if (user) yield { at, say: 'pod', with: { name: user.name, path } };
      else yield { at, say: 'alone', with: { path }, level: 'info' };
    }
    if (document.format !== 'compose') return;
    const told = new Set<number>();
    for (const container of document.container) {
      if (container.job) continue;
      const { name, anchor } = container;
      for (const mount of anonymousData(container)) {
        // What an anchor or an extended service brings is told where it stands.
        if (told.has(mount.span.start)) continue;
        told.add(mount.span.start);
        const fix = () => nameVolume(document, container, mount);
        yield { at: mount.span, say: 'anonymous', with: { name, path: mount.target ?? '' }, fix };
      }
      const stage = document.partial ? undefined : stageOf(index, container, document.path)?.fact.stage;
      for (const path of stage ? declaredData(stage) : []) {
        if (isHeld(container, path)) continue;
        yield { at: anchor, say: 'image', with: { name, path }, fix: () => mountNamed(document, container, path) };
      }
    }
  },
});

/** Volumes without a name on folders with data, as far as the service itself writes them. */
function anonymousData(container: Container): readonly Mount[] {
  const { image, mounts } = container;
  const anonymous = (known(mounts) ?? []).filter(({ kind }) => kind === 'anonymous');
  const facts = anonymous.length > 0 && image.state === 'set' ? factsOf(image.value) : undefined;
  if (facts?.volatile) return [];
  return anonymous.filter(
    (mount) =>
      mount.target !== undefined &&
      entryOf(container, mount) !== undefined &&
      (facts?.data.includes(mount.target) || isDataFolder(mount.target)),
  );
}

/** The first VOLUME with data that no pod mounts, or that nobody runs here. Services are told in their own file. */
function findUnheld(index: Index, stage: Stage, path: string) {
  const { mounts } = stage.container;
  const users = usersOf(index, stage, path).filter(({ container }) => !container.job);
  if (mounts.state !== 'set' || mounts.via !== undefined) return undefined;
  if (users.some(({ container }) => container.format === 'compose')) return undefined;
  for (const { target, span: at } of mounts.value) {
    if (target === undefined || !isDataFolder(target)) continue;
    const user = users.find(({ container }) => !isHeld(container, target))?.container;
    if (users.length === 0 || user !== undefined) return { path: target, at, user };
  }
  return undefined;
}
