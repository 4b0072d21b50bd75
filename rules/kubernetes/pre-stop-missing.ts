import { effective, servicesOf, stageOfImage } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { factsOf } from '../../core/model/image-facts.js';
import { findServingPort } from '../../core/model/probe-question.js';
import { drainsItself, shutdownNeedOf } from '../../core/model/shutdown.js';
import { isStore } from '../../core/model/waiting.js';
import type { Workload } from '../../core/model/workload.js';
import { put, rule, together } from '../../core/rule.js';
import { known } from '../../core/value.js';

/** Seconds in which a removed endpoint has reached every node and every proxy of an ordinary cluster. */
const wait = 5;

/** Kinds whose pods go one after the other while others take their traffic. */
const rolling: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];

export default rule({
  id: 'pre-stop-missing',
  on: 'container',
  kinds: ['kubernetes'],
  scope: 'workspace',
  topic: 'graceful-shutdown',
  pillar: 'reliability',
  // Whoever drains in the program or in the load balancer needs none; that is not seen here.
  preset: 'strict',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'A pod behind a Service takes requests until nobody sends any',
      ru: 'Под за Service принимает запросы, пока их присылают',
    },
    why: {
      en: 'The signal to stop and the news that the pod is gone travel at the same time. For a second or more requests still arrive at a process that has closed its port: at every rollout some clients get a refused connection.',
      ru: 'Сигнал остановки и весть о том, что пода больше нет, расходятся одновременно. Ещё секунду-другую запросы приходят к процессу, который уже закрыл порт: при каждом обновлении часть клиентов получает отказ в соединении.',
    },
    missing: {
      en: 'Container "{name}" gets traffic from Service "{service}" and stops without waiting for it to end',
      ru: 'Контейнер «{name}» получает трафик от Service «{service}» и останавливается, не дождавшись его конца',
    },
    fix: { en: 'Wait {wait} s before the stop signal', ru: 'Ждать {wait} с перед сигналом остановки' },
  },
  *check(container, { index }) {
    const { name, anchor, role, job, workload, stop } = container;
    if (role !== 'main' || job || workload === undefined || stop.preStop.state !== 'unset') return;
    if (!rolling.includes(workload.kind) || isStore(container) || isProxy(container)) return;
    const { cursor, grace } = workload;
    // With Recreate nobody takes the traffic over anyway.
    if (cursor.at('spec', 'strategy', 'type').scalar === 'Recreate') return;
    const service = servicesOf(index, workload).find(
      ({ fact }) =>
        !fact.publishesNotReady && !fact.headless && fact.targetPorts.some((port) => findServingPort(container, port)),
    );
    if (service === undefined || isInMesh(workload)) return;
    const stage = stageOfImage(index, container)?.fact.stage;
    const whole = stage ? effective(container, stage) : container;
    if (drainsItself(whole)) return;
    yield {
      at: anchor,
      say: 'missing',
      with: { name, service: service.fact.name, wait },
      fix: () => {
        const need = (shutdownNeedOf(whole)?.seconds ?? 0) + wait;
        // The hook counts against the grace period.
        const given = known(grace);
        const isShort = given !== undefined && given <= need;
        return together(
          put(stop.preStop, { command: undefined, sleep: wait }),
          isShort ? put(grace, Math.ceil((need + wait) / 5) * 5) : [],
        );
      },
    };
  },
});

/** Gateways drain by themselves, in ways of their own. */
function isProxy({ image }: Container): boolean {
  return image.state === 'set' && factsOf(image.value)?.role === 'proxy';
}

/** True when the proxy of a mesh stands in front of the container and waits for it. */
function isInMesh({ labels, cursor, containers }: Workload): boolean {
  const says = (key: string) => labels.get(key) ?? cursor.at('spec', 'template', 'metadata', 'annotations', key).scalar;
  return (
    says('sidecar.istio.io/inject') === 'true' ||
    says('linkerd.io/inject') === 'enabled' ||
    containers.some(({ name }) => name === 'istio-proxy' || name === 'linkerd-proxy')
  );
}
