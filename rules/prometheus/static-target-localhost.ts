import { listenPort, serversReading, servicesOnPort, sharesLoopback } from '../../core/index/link.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

export default rule({
  id: 'static-target-localhost',
  on: 'scrape',
  kinds: ['prometheus'],
  scope: 'workspace',
  topic: 'service-discovery',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Targets of a Prometheus in a container are not its own localhost',
      ru: 'Prometheus в контейнере не собирает метрики с собственного localhost',
    },
    why: {
      en: 'In a container localhost is the container itself, so the target is always down: no metrics, and alerts on them never fire.',
      ru: 'Внутри контейнера localhost — это сам контейнер. Цель всегда недоступна: метрик нет, и алерты по ним не сработают.',
    },
    localhost: {
      en: '"{address}" is the container of service "{service}" itself',
      ru: '«{address}» — это сам контейнер сервиса «{service}»',
    },
    fix: { en: 'Scrape "{instead}"', ru: 'Собирать метрики с «{instead}»' },
  },
  *check({ targets, relabelling, cursor }, { document, index }) {
    const servers = serversReading(index, document.path);
    const [server] = servers;
    if (server === undefined || servers.some((use) => sharesLoopback(index, use))) return;
    // The address is that of another one, which is asked about this target.
    const isProbe = relabelling.some(({ targetLabel }) => known(targetLabel) === '__address__');
    if (isProbe || cursor.at('proxy_url').kind === 'scalar') return;
    const { container, document: compose } = server;
    for (const { address, host, port, value } of targets) {
      if (value.state !== 'set' || port === undefined || !loopback.has(host)) continue;
      if (servers.some((use) => listenPort(use.container) === port)) continue;
      const found = servicesOnPort(index, server, port);
      const [first = { service: 'host.docker.internal', port }] = found;
      const instead = `${first.service}:${first.port}`;
      yield {
        at: value.span,
        say: 'localhost',
        with: { address, service: container.name, instead },
        also: [
          {
            place: { document: compose, span: container.anchor },
            note: { en: 'runs Prometheus with this file', ru: 'запускает Prometheus с этим файлом' },
          },
        ],
        // Among several services nobody but the author can choose.
        ...(found.length > 1 ? {} : { fix: () => put(value, address.replace(`${host}:${port}`, instead)) }),
      };
    }
  },
});
