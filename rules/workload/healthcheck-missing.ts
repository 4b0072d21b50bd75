import type { Index } from '../../core/index/index.js';
import { hasPods, healthOf, healthOfStage, programsOf, stageOf, usersOf } from '../../core/index/link.js';
import { healthCheckOf } from '../../core/model/check-advice.js';
import type { Container } from '../../core/model/container.js';
import { runsServer } from '../../core/model/data-place.js';
import type { Stage } from '../../core/model/dockerfile.js';
import type { Document } from '../../core/model/document.js';
import { programsOfStage } from '../../core/model/program.js';
import {
  isAwaited,
  isBare,
  isOnRequest,
  isPublished,
  servedPort,
  serverPort,
  waitersForHealth,
} from '../../core/model/serving.js';
import { put, rule, together } from '../../core/rule.js';

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
    none: {
      en: 'Services of this file have no health check: {names}',
      ru: 'У сервисов в этом файле нет проверки здоровья: {names}',
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
      const isNeeded = usersOf(index, stage, document.path).some(
        (user) => user.container.format === 'compose' && isNeededBy(user.document, user.container),
      );
      yield {
        at: from.words[0]?.span ?? from.span,
        say: 'image',
        with: { port },
        ...(isBare(stage) ? { level: 'hint' } : isNeeded ? { level: 'warning' } : {}),
        fix: () => check && put(container.liveness, check),
      };
    }
    if (document.format !== 'compose') return;
    const judged = document.container.filter((service) => !service.job && !isOnRequest(service));
    const lacking = judged.filter((service) => lacksCheck(index, document, service));
    const fixOf = (service: Container) => {
      const programs = programsOf(index, service, document.path);
      const check = programs && healthCheckOf(service, programs);
      return check && put(service.liveness, check);
    };
    const levelFor = (service: Container) =>
      isNeededBy(document, service) && healthOf(index, service, document.path) === 'missing' ? 'warning' : 'info';
    // Most Compose files check nothing at all: that is one fact about the file, not one for every service.
    if (lacking.length > 1 && lacking.length >= judged.length * nearlyAll) {
      yield {
        at: document.anchor,
        say: 'none',
        with: { names: lacking.map(({ name }) => name) },
        level: lacking.some((service) => levelFor(service) === 'warning') ? 'warning' : 'info',
        fix: () => together(...lacking.map(fixOf)),
      };
      return;
    }
    for (const service of lacking) {
      const { anchor: at, name } = service;
      yield { at, say: 'service', with: { name }, level: levelFor(service), fix: () => fixOf(service) };
    }
  },
});

/**
 * The port that a shipped stage serves without a check; undefined when it has one, serves none, or when all that run it
 * check it themselves. Kubernetes does not look at HEALTHCHECK.
 */
function missingPort(index: Index, stage: Stage, path: string): number | undefined {
  if (!stage.shipped || healthOfStage(stage) !== 'missing') return undefined;
  const users = usersOf(index, stage, path).filter(({ container }) => container.format === 'compose');
  if (users.some(({ container, document }) => waitersForHealth(container, document.container).length > 0)) {
    return undefined;
  }
  const isForPods = hasPods(index);
  const isChecked = users.every(({ container }) => container.job || container.liveness.state !== 'unset');
  return (users.length === 0 ? isForPods : isChecked) ? undefined : servedPort(stage);
}

const isNeededBy = (document: Document, service: Container) =>
  isPublished(service) || isAwaited(service, document.container);

/** True for a service that nobody checks and that somebody would ask; what its Dockerfile is told is not told twice. */
function lacksCheck(index: Index, document: Document, service: Container): boolean {
  const health = healthOf(index, service, document.path);
  const built = stageOf(index, service, document.path);
  // That others wait for it in vain is an error with a rule of its own.
  if (health === 'missing' && waitersForHealth(service, document.container).length > 0) return false;
  if (health === 'missing' && built) {
    return missingPort(index, built.fact.stage, built.document.path) === undefined && isNeededBy(document, service);
  }
  if (health === 'missing') {
    return isNeededBy(document, service) || (serverPort(service) !== undefined && runsServer(service));
  }
  // An image that we do not know may bring a check of its own; who waits for its health says that it does.
  if (waitersForHealth(service, document.container).length > 0) return false;
  return health === 'unknown' && service.liveness.state === 'unset' && service.build.state === 'unset'
    ? service.image.state === 'set' && isNeededBy(document, service)
    : false;
}
