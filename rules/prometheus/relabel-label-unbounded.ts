import { copiedLabels } from '../../core/model/relabel.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'relabel-label-unbounded',
  on: 'relabel',
  kinds: ['prometheus'],
  topic: 'label-practice',
  pillar: 'observability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'A labelmap names the labels it copies',
      ru: 'Шаг labelmap копирует только названные метки',
    },
    why: {
      en: 'Whatever anybody puts on a pod or a container becomes a label of all its series, a hash that changes with each release included.',
      ru: 'Всё, что кто-либо навесит на под или контейнер, станет меткой всех его рядов, включая хэш, новый в каждом релизе.',
    },
    labels: {
      en: '"{regex}" copies every label of the discovered object to all its series',
      ru: '«{regex}» переносит на все ряды каждую метку найденного объекта',
    },
    annotations: {
      en: '"{regex}" copies every annotation of the discovered object to all its series',
      ru: '«{regex}» переносит на все ряды каждую аннотацию найденного объекта',
    },
    tags: {
      en: '"{regex}" copies every tag of the discovered object to all its series',
      ru: '«{regex}» переносит на все ряды каждый тег найденного объекта',
    },
    fix: { en: 'Copy only "{narrower}"', ru: 'Копировать только «{narrower}»' },
  },
  *check(step, { document }) {
    const copied = copiedLabels(step);
    if (copied === undefined) return;
    const { narrower } = copied;
    // Annotations hold whole configurations; a log store keeps an index of each stream.
    const isCostly = copied.of === 'annotations' || document.variant === 'promtail';
    yield {
      at: step.regex.state === 'set' ? step.regex.span : step.anchor,
      say: copied.of,
      with: { regex: known(step.regex) ?? '', narrower: narrower ?? '' },
      ...(isCostly ? { level: 'warning' } : {}),
      ...(narrower === undefined ? {} : { fix: () => put(step.regex, narrower) }),
    };
  },
});
