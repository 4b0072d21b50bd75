import { claimStorage, keepData, unstoredFolder } from '../../core/model/data-fix.js';
import { findLostData } from '../../core/model/data-place.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'stateful-data-not-persistent',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  topic: 'volume-types',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'Data outlives its container', ru: 'Данные переживают свой контейнер' },
    why: {
      en: 'The container is replaced with every deployment, every drained node and every change of its configuration, and each time the server begins with an empty directory.',
      ru: 'Контейнер заменяют при каждом развёртывании, при выводе узла и при любой правке настроек, и каждый раз сервер начинает с пустого каталога.',
    },
    layer: {
      en: 'No named volume holds "{directory}" of "{name}", so a new container starts without its data',
      ru: 'Каталог «{directory}» у «{name}» не на именованном томе: новый контейнер начнёт без этих данных',
    },
    pod: {
      en: 'The data of "{name}" in "{directory}" is on an emptyDir, which is deleted with the pod',
      ru: 'Данные «{name}» в «{directory}» лежат на emptyDir, а его удаляют вместе с подом',
    },
    operated: {
      en: '"{name}" has no storage, so the operator keeps "{directory}" on an emptyDir, which is deleted with the pod',
      ru: 'У «{name}» нет storage: оператор держит «{directory}» на emptyDir, а его удаляют вместе с подом',
    },
    fix: { en: 'Keep the data on a volume', ru: 'Хранить данные на томе' },
  },
  *check(document) {
    if (isOutsideProduction(document.path)) return;
    for (const object of document.object) {
      const directory = unstoredFolder(object);
      if (directory === undefined) continue;
      const { anchor: at, name } = object;
      yield { at, say: 'operated', with: { name, directory }, level: 'info', fix: () => claimStorage(object) };
    }
    for (const container of document.container) {
      const lost = findLostData(container);
      if (lost === undefined) continue;
      yield {
        at: lost.at,
        say: lost.volume === undefined ? 'layer' : 'pod',
        with: { name: container.name, directory: lost.directory },
        level: lost.minor ? 'info' : 'warning',
        fix: () => keepData(document, container, lost),
      };
    }
  },
});
