import type { InsightPlace } from '../../core/engine/insight.js';
import { definitionOf } from '../../core/index/link.js';
import type { Container, Mount, Variable } from '../../core/model/container.js';
import { isSecretName, judgeSecret } from '../../core/model/secret.js';
import { contains } from '../../core/span.js';
import { say, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import { code, endsIn, type Insight, isUnder, nameOfPlace } from './write.js';

/** How a secret gets to a process: a picture, who can read it, and what a new value takes. */
interface Path {
  readonly steps: readonly string[];
  readonly readers: Text;
  readonly rotation: Text;
}

const texts = {
  readers: { en: 'Readable by {readers}', ru: 'Прочтут: {readers}' },
  rotation: { en: 'A new value takes {rotation}', ru: 'Смена значения — {rotation}' },
  defined: { en: '*Secret from {place}.*', ru: '*Секрет: {place}.*' },
  file: { en: 'this file', ru: 'этот файл' },
  shell: { en: 'shell or .env of whoever starts it', ru: 'окружение или .env того, кто запускает' },
  process: { en: 'process', ru: 'процесс' },
  variable: { en: 'variable', ru: 'переменная' },
  image: { en: 'layer of the image', ru: 'слой образа' },
  build: { en: 'cache of the build', ru: 'кэш сборки' },
} satisfies Record<string, Text>;

const readers = {
  repository: {
    en: 'everyone with the repository, `docker inspect`, and every child process',
    ru: 'все, у кого есть репозиторий, `docker inspect` и каждый дочерний процесс',
  },
  inspect: {
    en: '`docker inspect` and every child process',
    ru: '`docker inspect` и каждый дочерний процесс',
  },
  manifest: {
    en: 'everyone with the repository, everyone who may get the pod, and every child process',
    ru: 'все, у кого есть репозиторий, все, кому можно смотреть под, и каждый дочерний процесс',
  },
  namespace: {
    en: 'whoever may get Secrets or start pods in the namespace, and every child process',
    ru: 'все, кому в пространстве имён можно читать Secret или запускать поды, и каждый дочерний процесс',
  },
  mounted: {
    en: 'whoever may get Secrets or start pods in the namespace; no child process unless it opens the file',
    ru: 'все, кому в пространстве имён можно читать Secret или запускать поды; дочерний процесс — только если откроет файл',
  },
  service: {
    en: 'this service and whoever may read the file on the host; not by `docker inspect`',
    ru: 'этот сервис и все, кому доступен файл на узле; `docker inspect` его не покажет',
  },
  environment: {
    en: 'this service and whoever starts it with that variable; not by `docker inspect`',
    ru: 'этот сервис и тот, кто запускает его с этой переменной; `docker inspect` его не покажет',
  },
  external: {
    en: 'this service and root on its host; not by `docker inspect`',
    ru: 'этот сервис и root на его узле; `docker inspect` его не покажет',
  },
  cache: {
    en: 'whoever has the cache or the provenance of the build; the image that is shipped is made of another stage',
    ru: 'все, у кого есть кэш или provenance сборки; выпускаемый образ собран из другой стадии',
  },
  layers: {
    en: 'everyone who can pull the image, by `docker history`',
    ru: 'все, кто может скачать образ, через `docker history`',
  },
} satisfies Record<string, Text>;

const rotations = {
  recreate: { en: 'a new container', ru: 'пересоздание контейнера' },
  rollout: {
    en: 'a restart: the running process keeps what it was started with',
    ru: 'перезапуск подов: процесс живёт с тем, с чем его запустили',
  },
  edit: { en: 'a commit and a rollout', ru: 'коммит и новое развёртывание' },
  reread: {
    en: 'no restart: the file changes within about a minute, and the program has to read it again',
    ru: 'без перезапуска: файл обновится примерно за минуту, остаётся перечитать его в программе',
  },
  subPath: {
    en: 'a restart: a subPath mount is never updated',
    ru: 'перезапуск пода: смонтированное через subPath не обновляется',
  },
  rebuild: { en: 'a build, a push and a rollout', ru: 'сборка, публикация и новое развёртывание' },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'secret-path',
  topics: ['secrets', 'secret-rotation'],
  isAskedBy: (key) =>
    key.kind === 'variable' ||
    key.kind === 'mount' ||
    isUnder(key, 'secretKeyRef', 'secretRef', 'secret', 'secrets') ||
    endsIn(key, 'envFrom'),
  tell(place) {
    const { container, locale, span } = place;
    if (container === undefined) return undefined;
    const variable = container.variables.find(
      ({ nameSpan, value }) => contains(nameSpan, span) || (value.state !== 'unset' && contains(value.span, span)),
    );
    const mount = known(container.mounts)?.find((each) => contains(each.span, span));
    const path =
      variable !== undefined
        ? ofVariable(container, variable, place)
        : mount?.kind === 'secret'
          ? ofMount(container, mount, place)
          : ofList(container, place);
    if (path === undefined) return undefined;
    const lines = [
      code(path.steps.join(' → ')),
      say(texts.readers, locale, { readers: path.readers }),
      say(texts.rotation, locale, { rotation: path.rotation }),
    ];
    const source = variable?.reference?.name ?? mount?.source;
    const defined = source === undefined || container.format !== 'kubernetes' ? undefined : definition(place, source);
    return defined === undefined ? lines : [...lines, say(texts.defined, locale, { place: defined })];
  },
};

export default insight;

function ofVariable(container: Container, variable: Variable, place: InsightPlace): Path | undefined {
  const { name, value, reference, kind } = variable;
  const word = (text: Text): string => text[place.locale];
  const end = [`${word(texts.variable)} ${name}`, word(texts.process)];
  if (reference !== undefined) {
    if (reference.kind !== 'Secret') return undefined;
    const secret = [reference.name, reference.key].filter((part) => part !== undefined).join('.');
    return { steps: [`Secret ${secret}`, ...end], readers: readers.namespace, rotation: rotations.rollout };
  }
  const written = known(value);
  if (written !== undefined && /_FILE$/.test(name) && isSecretName(name.replace(/_FILE$/, ''))) {
    const steps = [written, `${word(texts.variable)} ${name}`, word(texts.process)];
    return container.format === 'compose'
      ? { steps, readers: readers.service, rotation: rotations.recreate }
      : { steps, readers: readers.mounted, rotation: rotations.reread };
  }
  const judged = judgeSecret(name, written);
  if (judged === undefined || judged.why === 'empty' || judged.why === 'placeholder') return undefined;
  const isLiteral = judged.verdict !== 'suspect';
  const from = word(isLiteral ? texts.file : texts.shell);
  switch (container.format) {
    case 'dockerfile':
      if (!isInImage(container, place)) {
        const steps = [from, `${kind === 'arg' ? 'ARG' : 'ENV'} ${name}`, word(texts.build)];
        return { steps, readers: readers.cache, rotation: rotations.rebuild };
      }
      // An argument reaches the steps of the build, and the history of the image.
      return kind === 'arg'
        ? { steps: [from, `ARG ${name}`, word(texts.image)], readers: readers.layers, rotation: rotations.rebuild }
        : { steps: [from, word(texts.image), ...end], readers: readers.layers, rotation: rotations.rebuild };
    case 'compose':
      return {
        steps: [from, ...end],
        readers: isLiteral ? readers.repository : readers.inspect,
        rotation: rotations.recreate,
      };
    case 'kubernetes':
      return isLiteral ? { steps: [from, ...end], readers: readers.manifest, rotation: rotations.edit } : undefined;
    default:
      return undefined;
  }
}

/** Whether what a stage holds lands in an image that is shipped. */
function isInImage(container: Container, { document }: InsightPlace): boolean {
  const stage = document.stage.find((each) => each.container === container);
  return stage === undefined || stage.shipped || stage.underShipped;
}

function ofMount(container: Container, { source, target, span }: Mount, { document, locale }: InsightPlace): Path {
  const end = [target ?? '?', texts.process[locale]];
  if (container.format === 'compose') {
    const made = source === undefined ? undefined : document.root?.at('secrets', source);
    const file = made?.at('file').scalar;
    const variable = made?.at('environment').scalar;
    const from = file ?? (variable === undefined ? `secret ${source ?? '?'}` : `$${variable}`);
    const seen = file !== undefined ? readers.service : variable !== undefined ? readers.environment : readers.external;
    return { steps: [from, ...end], readers: seen, rotation: rotations.recreate };
  }
  const item = container.cursor
    ?.at('volumeMounts')
    .items()
    .find((each) => contains(each.span, span));
  const isFixed = item !== undefined && item.at('subPath').kind === 'scalar';
  return {
    steps: [`Secret ${source ?? '?'}`, ...end],
    readers: readers.mounted,
    rotation: isFixed ? rotations.subPath : rotations.reread,
  };
}

/** Every key of a Secret at once. */
function ofList({ cursor }: Container, { span, locale }: InsightPlace): Path | undefined {
  const from = cursor?.at('envFrom');
  if (from?.kind !== 'list' || !(contains(from.span, span) || (from.key && contains(from.key, span)))) return undefined;
  const item =
    from.items().find((each) => contains(each.span, span)) ??
    from.items().find((each) => each.at('secretRef').kind === 'map');
  const name = item?.at('secretRef', 'name').scalar;
  if (name === undefined) return undefined;
  const all = { en: 'a variable for each key', ru: 'по переменной на каждый ключ' };
  return {
    steps: [`Secret ${name}`, all[locale], texts.process[locale]],
    readers: readers.namespace,
    rotation: rotations.rollout,
  };
}

/** Where the workspace makes the Secret. */
function definition(place: InsightPlace, name: string): string | undefined {
  const { index, document } = place;
  const reference = index
    .of(document.path, 'reference')
    .find(({ fact }) => fact.kind === 'Secret' && fact.name === name);
  const found = reference && definitionOf(index, reference);
  return found && nameOfPlace(place, { document: found.document, span: found.fact.span });
}
