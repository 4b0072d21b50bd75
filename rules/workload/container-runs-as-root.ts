import { rootUseOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import type { Stage } from '../../core/model/dockerfile.js';
import type { Document } from '../../core/model/document.js';
import { factsOf } from '../../core/model/image-facts.js';
import { isPlainServer, lesserUser } from '../../core/model/root-user.js';
import { isLastStage, isSeenByOthers } from '../../core/model/told.js';
import { drop, put, rule } from '../../core/rule.js';

export default rule({
  id: 'container-runs-as-root',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'security-pipeline',
  pillar: 'security',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  same: [
    'hadolint:DL3002',
    'trivy:DS-0002',
    'checkov:CKV_DOCKER_3',
    'checkov:CKV_DOCKER_8',
    'compose-lint:CL-0018',
    'docksec:compose-no-non-root-user',
    'kube-linter:run-as-non-root',
    'kube-linter-template:run-as-non-root',
    'polaris:runAsRootAllowed',
    'trivy:KSV-0012',
    'trivy:KSV-0105',
    'checkov:CKV_K8S_23',
    'checkov:CKV_ARGO_2',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'No container runs as root', ru: 'Контейнеры не работают от root' },
    why: {
      en: 'Root in the container is root for the kernel: whoever breaks the process may rewrite the image, read every mounted file, and needs only one hole in the runtime to own the host.',
      ru: 'Root в контейнере — это root для ядра: взломавший процесс перепишет файлы образа, прочитает всё смонтированное, и до самого узла ему останется одна дыра в среде выполнения.',
    },
    stage: { en: 'The image runs as "{user}"', ru: 'Образ работает от «{user}»' },
    base: {
      en: 'The image runs as root: its base "{image}" does, and no USER changes it',
      ru: 'Образ работает от root: так у базового образа «{image}», а USER этого не меняет',
    },
    service: { en: 'The service runs as "{user}"', ru: 'Сервис работает от «{user}»' },
    pod: { en: 'runAsUser 0 runs the container as root', ru: 'С runAsUser 0 контейнер работает от root' },
    unset: {
      en: 'Nothing keeps container "{name}" from running as root',
      ru: 'Контейнеру «{name}» ничто не мешает работать от root',
    },
    conflict: {
      en: 'runAsUser 0 contradicts runAsNonRoot, so the container does not start',
      ru: 'runAsUser 0 противоречит runAsNonRoot, и контейнер не запустится',
    },
    fix: { en: 'Run as a user without rights', ru: 'Работать от пользователя без прав' },
  },
  *check(container, { document, index }) {
    const use = rootUseOf(index, document, container);
    if (use === undefined) return;
    const { name, format, user, security } = container;
    const { at, why } = use;
    const id = user.state === 'set' ? user.value : 'root';
    const toldAs = isSeenByOthers(document, container.workload) ? ['kube-linter:run-as-non-root'] : [];
    if (format === 'dockerfile') {
      const stage = document.stage.find((each) => each.container.anchor === container.anchor);
      const image = stage?.rootImage;
      const base = image?.state === 'set' ? image.value.text : '';
      const fix = () => (stage === undefined ? undefined : leaveRoot(stage));
      if (why === 'base') yield { at, say: 'base', with: { image: base }, fix };
      else
        yield {
          at,
          say: 'stage',
          with: { user: id },
          toldAs: isLastRoot(document, container) ? ['hadolint:DL3002'] : [],
          fix,
        };
    } else if (format === 'compose') {
      yield { at, say: 'service', with: { user: id }, fix: () => ofImage(container) };
    } else if (why === 'unset') {
      yield {
        at,
        say: 'unset',
        with: { name },
        toldAs,
        // An image that steps down by itself does so here, too.
        level: container.role === 'init' || imageUserOf(container) === 'steps-down' ? 'info' : 'warning',
        fix: () => keepFromRoot(container),
      };
    } else {
      const fix = () => put(security.runAsUser, 10001);
      if (why === 'conflict') yield { at, say: 'conflict', level: 'error', toldAs, fix };
      else yield { at, say: 'pod', toldAs, fix };
    }
  },
});

/** hadolint tells a USER that is root by name or number, where it is the last one written. */
function isLastRoot(document: Document, container: Container): boolean {
  const { user } = container;
  return (
    isLastStage(document, container) &&
    user.state === 'set' &&
    user.via === undefined &&
    ['root', '0'].includes(document.text.slice(user.span.start, user.span.end))
  );
}

/** The user of the image, unless that is root as well. */
function ofImage({ user, image }: Container) {
  return imageUserOf({ image }) === 'root' ? put(user, lesserUser({ image })) : drop(user);
}

/** The steps behind a USER root need it, so the other user comes at the end of the stage. */
function leaveRoot({ container: { user }, instructions, rootImage, hole }: Stage) {
  if (isPlainServer(rootImage)) return undefined;
  const lesser = lesserUser({ image: rootImage });
  const isLast =
    user.state !== 'set' || !instructions.some(({ keyword, span }) => keyword === 'RUN' && span.start > user.span.end);
  return isLast ? put(user, lesser) : hole.put(`USER ${lesser}`);
}

/** `runAsNonRoot` alone keeps an image that begins as root from starting, and the number a server wants is its own. */
function keepFromRoot(container: Container) {
  const { runAsNonRoot, runAsUser } = container.security;
  const user = imageUserOf(container);
  if (user === 'steps-down' || isPlainServer(container.image)) return undefined;
  return user === 'root' ? put(runAsUser, 10001) : put(runAsNonRoot, true);
}

function imageUserOf({ image }: Pick<Container, 'image'>) {
  return image.state === 'set' ? factsOf(image.value)?.user : undefined;
}
