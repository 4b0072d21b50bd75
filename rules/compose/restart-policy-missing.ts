import type { Container } from '../../core/model/container.js';
import { isForWork } from '../../core/model/development.js';
import { isForDevelopment } from '../../core/model/secret-variable.js';
import { awaitedNames, isOnRequest, isPublished, serverPort, startsItsServer } from '../../core/model/serving.js';
import { isStore } from '../../core/model/waiting.js';
import { put, rule } from '../../core/rule.js';

/** From this share of services without a policy on, it is said once for the file. */
const nearlyAll = 0.8;

/** What only Swarm reads, which restarts by default. */
const swarmFields: readonly string[] = ['update_config', 'rollback_config', 'placement', 'endpoint_mode', 'mode'];

export default rule({
  id: 'restart-policy-missing',
  on: 'document',
  kinds: ['compose'],
  topic: 'readiness-checklist',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'A service is started again when it ends', ru: 'Сервис перезапускается после сбоя' },
    why: {
      en: 'The default is "no": after a crash, an out-of-memory kill or a reboot of the host the service stays down until somebody notices.',
      ru: 'По умолчанию действует «no»: после сбоя, нехватки памяти или перезагрузки узла сервис лежит, пока этого кто-нибудь не заметит.',
    },
    service: { en: 'Service "{name}" has no restart policy', ru: 'У сервиса «{name}» нет политики перезапуска' },
    several: {
      en: 'Services of this file have no restart policy: {names}',
      ru: 'У сервисов в этом файле нет политики перезапуска: {names}',
    },
    fix: { en: 'Restart unless stopped', ru: 'Перезапускать, пока не остановят вручную' },
  },
  *check(document) {
    if (isForDevelopment(document.path) || isForWork(document)) return;
    const awaited = awaitedNames(document.container);
    const judged = document.container.filter((service) => isLasting(service, awaited));
    const lacking = judged.filter(({ restart }) => restart.state === 'unset');
    const write = ({ restart }: Container) => put(restart, 'unless-stopped');
    const levelFor = (service: Container) => (isPublished(service) || isStore(service) ? 'warning' : 'info');
    const isCommon = lacking.length >= judged.length * nearlyAll;
    const common = isCommon ? ({ common: { at: document.anchor, say: 'several' } } as const) : {};
    for (const service of lacking) {
      const { anchor: at, name } = service;
      yield { at, say: 'service', with: { name }, level: levelFor(service), ...common, fix: () => write(service) };
    }
  },
});

/** True for what surely runs until it is stopped: it serves a port, is a known server, is checked, or others need it. */
function isLasting(service: Container, awaited: ReadonlySet<string>): boolean {
  const { job, workload, liveness } = service;
  if (job || isOnRequest(service) || workload === undefined) return false;
  const { cursor } = workload;
  const isAttended = ['tty', 'stdin_open'].some((field) => {
    const flag = cursor.at(field).flag();
    return flag.state === 'opaque' || (flag.state === 'set' && flag.value);
  });
  const isInSwarm = swarmFields.some((field) => cursor.at('deploy', field).kind !== 'missing');
  if (isAttended || isInSwarm) return false;
  if (isPublished(service) || liveness.state === 'set') return true;
  // A client in the image of a server, or a command of its own, may be work with an end.
  const isAwaitedServer = service.command.state === 'unset' && awaited.has(service.name);
  return startsItsServer(service) && (serverPort(service) !== undefined || isAwaitedServer);
}
