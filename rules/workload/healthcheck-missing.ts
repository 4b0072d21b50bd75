import type { Index } from '../../core/index/index.js';
import { dependentsIn, hasPods, healthOf, healthOfStage, programsOf, stageOf, usersOf } from '../../core/index/link.js';
import { healthCheckOf } from '../../core/model/check-advice.js';
import type { Container } from '../../core/model/container.js';
import { runsServer } from '../../core/model/data-place.js';
import { isWorkedOn } from '../../core/model/development.js';
import type { Stage } from '../../core/model/dockerfile.js';
import type { Document } from '../../core/model/document.js';
import { programsOfStage } from '../../core/model/program.js';
import { isBare, isOnRequest, isPublished, servedPort, serverPort } from '../../core/model/serving.js';
import { put, rule } from '../../core/rule.js';

/** From this share of services without a check on, it is said once for the file. */
const nearlyAll = 0.8;

export default rule({
  id: 'healthcheck-missing',
  on: 'document',
  kinds: ['dockerfile', 'compose'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: { dockerfile: 'info', compose: 'warning' },
  fix: 'unsafe',
  same: [
    'hadolint:DL3057',
    'trivy:DS-0026',
    'checkov:CKV_DOCKER_2',
    'kics:healthcheck_not_set',
    'docksec:compose-missing-healthcheck',
    'docker-bench:check_5_27',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'A service has a health check', ru: 'У сервиса есть проверка здоровья' },
    why: {
      en: 'Without a check "up" only means that the process has not ended: a service that hangs or answers with errors looks like a healthy one, and nothing can wait until it is ready.',
      ru: 'Без проверки «работает» значит лишь, что процесс не завершился: зависший или отвечающий ошибками сервис выглядит здоровым, и дождаться его готовности нельзя.',
    },
    image: {
      en: 'The image serves on port {port} and has no HEALTHCHECK',
      ru: 'Образ обслуживает порт {port}, но HEALTHCHECK в нём нет',
    },
    service: { en: 'Service "{name}" has no health check', ru: 'У сервиса «{name}» нет проверки здоровья' },
    unknown: {
      en: 'Service "{name}" has no health check here, and its image is not known to bring one',
      ru: 'У сервиса «{name}» здесь нет проверки здоровья, и неизвестно, есть ли она в образе',
    },
    none: {
      en: 'Services of this file have no health check in it: {names}',
      ru: 'В этом файле нет проверки здоровья у сервисов: {names}',
    },
    fix: { en: 'Add a health check', ru: 'Добавить проверку здоровья' },
  },
  *check(document, { index }) {
    for (const stage of document.stage) {
      const port = missingPort(index, stage, document.path);
      if (port === undefined) continue;
      const programs = programsOfStage(stage);
      const { container, from } = stage;
      const check = programs && healthCheckOf(container, programs);
      const isAsked = usersOf(index, stage, document.path).some(
        (user) => user.container.format === 'compose' && isNeeded(user.document, user.container),
      );
      yield {
        at: from.words[0]?.span ?? from.span,
        say: 'image',
        with: { port },
        ...(isBare(stage) ? { level: 'hint' } : isAsked ? { level: 'warning' } : {}),
        fix: () => check && put(container.liveness, check),
      };
    }
    if (document.format !== 'compose') return;
    const judged = document.container.filter(
      (service) => !service.job && !isOnRequest(service) && !isWorkedOn(service),
    );
    const lacking = judged.filter((service) => lacksCheck(index, document, service));
    const fixOf = (service: Container) => {
      const programs = programsOf(index, service, document.path);
      const check = programs && healthCheckOf(service, programs);
      return check && put(service.liveness, check);
    };
    const levelFor = (service: Container) =>
      // Where there is no program to ask with, a check is work on the image.
      programsOf(index, service, document.path)?.has('sh') === false
        ? 'hint'
        : isNeeded(document, service) && healthOf(index, service, document.path) === 'missing'
          ? 'warning'
          : 'info';
    // Most Compose files check nothing at all: that is one fact about the file, not one for every service.
    const isCommon = lacking.length >= judged.length * nearlyAll;
    const common = isCommon ? ({ common: { at: document.anchor, say: 'none' } } as const) : {};
    for (const service of lacking) {
      const { anchor: at, name } = service;
      const say = healthOf(index, service, document.path) === 'unknown' ? 'unknown' : 'service';
      yield { at, say, with: { name }, level: levelFor(service), ...common, fix: () => fixOf(service) };
    }
  },
});

/**
 * The port that a shipped stage serves without a check; undefined when it has one, serves none, or when all that run it
 * check it themselves or are for work on it. Kubernetes does not look at HEALTHCHECK.
 */
function missingPort(index: Index, stage: Stage, path: string): number | undefined {
  if (!stage.shipped || healthOfStage(stage) !== 'missing') return undefined;
  const users = usersOf(index, stage, path).filter(({ container }) => container.format === 'compose');
  if (users.some(({ container, document }) => dependentsIn(document).waiters.has(container.name))) {
    return undefined;
  }
  const isForPods = hasPods(index);
  const isChecked = users.every(
    ({ container, document }) =>
      container.job ||
      // Whoever works on a program sees whether it works.
      isWorkedOn(container) ||
      container.liveness.state !== 'unset' ||
      isWorker(document, container),
  );
  return (users.length === 0 ? isForPods : isChecked) ? undefined : servedPort(stage);
}

/** True for a service that runs another program of an image, which nobody asks for anything: it serves no port. */
function isWorker(document: Document, service: Container): boolean {
  const isOther = service.command.state !== 'unset' || service.entrypoint.state !== 'unset';
  return isOther && !isNeeded(document, service);
}

const isNeeded = (document: Document, service: Container) =>
  isPublished(service) || dependentsIn(document).awaited.has(service.name);

/** True for a service that nobody checks and that somebody would ask; what its Dockerfile is told is not told twice. */
function lacksCheck(index: Index, document: Document, service: Container): boolean {
  const health = healthOf(index, service, document.path);
  const built = stageOf(index, service, document.path);
  // That others wait for it in vain is an error with a rule of its own.
  if (health === 'missing' && dependentsIn(document).waiters.has(service.name)) return false;
  if (health === 'missing' && built) {
    return missingPort(index, built.fact.stage, built.document.path) === undefined && isNeeded(document, service);
  }
  if (health === 'missing') {
    return isNeeded(document, service) || (serverPort(service) !== undefined && runsServer(service));
  }
  // An image that we do not know may bring a check of its own; who waits for its health says that it does.
  if (dependentsIn(document).waiters.has(service.name)) return false;
  return health === 'unknown' && service.liveness.state === 'unset' && service.build.state === 'unset'
    ? service.image.state === 'set' && isNeeded(document, service)
    : false;
}
