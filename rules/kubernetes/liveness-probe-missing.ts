import { newLiveness } from '../../core/model/probe-scaffold.js';
import { isSeenByOthers } from '../../core/model/told.js';
import { isOfCluster } from '../../core/model/workload.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'liveness-probe-missing',
  on: 'container',
  kinds: ['kubernetes'],
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  same: [
    'kube-linter:no-liveness-probe',
    'kube-linter-template:liveness-probe',
    'polaris:livenessProbeMissing',
    'checkov:CKV_K8S_8',
  ],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A container that serves has a liveness probe',
      ru: 'У контейнера, который обслуживает запросы, есть liveness-проба',
    },
    why: {
      en: 'Without it a process that hangs stays "Running" until a person notices. It must be shallow: one that asks the database restarts every pod when the database is down.',
      ru: 'Без неё зависший процесс остаётся в состоянии Running, пока его не заметит человек. Проба должна быть поверхностной: если она обращается к базе, то при сбое базы перезапустятся все поды.',
    },
    missing: {
      en: 'Container "{name}" serves port "{port}" and has no liveness probe',
      ru: 'Контейнер «{name}» обслуживает порт «{port}», но liveness-пробы у него нет',
    },
    fix: {
      en: 'Probe whether port "{port}" accepts connections',
      ru: 'Проверять, что порт «{port}» принимает соединения',
    },
  },
  *check({ name, anchor, role, job, liveness, ports, workload }, { document }) {
    if (role !== 'main' || job || liveness.state !== 'unset' || isOfCluster(workload)) return;
    // Whether a worker without a port hangs can only be asked by a program of its own.
    const port = known(ports)?.find(({ protocol, number }) => protocol === 'tcp' && number !== undefined);
    if (port?.number === undefined) return;
    const target = port.name ?? String(port.number);
    yield {
      at: anchor,
      say: 'missing',
      with: { name, port: target },
      toldAs: isSeenByOthers(document, workload) ? ['checkov:CKV_K8S_8'] : [],
      fix: () => put(liveness, newLiveness(target)),
    };
  },
});
