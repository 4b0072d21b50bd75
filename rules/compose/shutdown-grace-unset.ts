import { effective, programsOf, stageOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import type { ImageReference } from '../../core/model/image.js';
import { factsOf } from '../../core/model/image-facts.js';
import { isForDevelopment } from '../../core/model/secret-variable.js';
import { isOnRequest, startsItsServer } from '../../core/model/serving.js';
import { shutdownNeedOf } from '../../core/model/shutdown.js';
import { put, rule } from '../../core/rule.js';

/** What the fix gives, in seconds: time for a checkpoint of a busy database. */
const usual = 60;

/** From this share of services with the default on, it is said once for the file. */
const nearlyAll = 0.8;

export default rule({
  id: 'shutdown-grace-unset',
  on: 'document',
  kinds: ['compose'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  // Hardly any file sets it, and an idle database ends in time: for those who ask for everything.
  preset: 'strict',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Databases, brokers and JVM services say how long their shutdown may take',
      ru: 'У баз данных, брокеров и сервисов на JVM задано время на завершение',
    },
    why: {
      en: 'By default SIGKILL comes after 10 s. A busy database that still writes its buffers then has to recover at the next start.',
      ru: 'По умолчанию SIGKILL приходит через 10 с. Если база под нагрузкой не успела записать буферы, при следующем запуске ей придётся восстанавливаться.',
    },
    service: {
      en: 'Service "{name}" keeps the default grace period of 10 s',
      ru: 'У сервиса «{name}» остаётся время на завершение по умолчанию: 10 с',
    },
    several: {
      en: 'Services of this file keep the default grace period of 10 s: {names}',
      ru: 'У сервисов в этом файле остаётся время на завершение по умолчанию, 10 с: {names}',
    },
    fix: { en: 'Give them a minute', ru: 'Дать минуту' },
  },
  *check(document, { index }) {
    if (isForDevelopment(document.path)) return;
    const judged = document.container.filter((service) => {
      if (service.job || isOnRequest(service)) return false;
      return isSlow(service, programsOf(index, service, document.path)?.image);
    });
    const lacking = judged.filter((service) => {
      const built = stageOf(index, service, document.path);
      const { stop, ...rest } = built ? effective(service, built.fact.stage) : service;
      if (stop.grace.state !== 'set' || stop.grace.via !== 'default') return false;
      // A signal that leaves no time, and a setting that asks for more, have rules of their own.
      if (stop.signal.state === 'opaque' || (stop.signal.state === 'set' && stop.signal.value === 'SIGKILL'))
        return false;
      return shutdownNeedOf({ ...rest, stop }) === undefined;
    });
    const write = ({ stop: { grace } }: Container) => put(grace, usual);
    const isCommon = lacking.length >= judged.length * nearlyAll;
    const common = isCommon ? ({ common: { at: document.anchor, say: 'several' } } as const) : {};
    for (const service of lacking) {
      const { anchor: at, name } = service;
      yield { at, say: 'service', with: { name }, ...common, fix: () => write(service) };
    }
  },
});

/** True for what writes its state when it ends, and for the JVM, whose shutdown hooks take their time. */
function isSlow(service: Container, image: ImageReference | undefined): boolean {
  const facts = image && factsOf(image);
  if (facts === undefined || facts.volatile) return false;
  const isStore = facts.role === 'database' || facts.role === 'broker';
  return facts.family === 'jvm' || (isStore && startsItsServer(service));
}
