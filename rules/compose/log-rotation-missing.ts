import type { Container } from '../../core/model/container.js';
import { isForWork } from '../../core/model/development.js';
import { rotated } from '../../core/model/log-rotation.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { put, rule } from '../../core/rule.js';

/** Drivers that keep a file on the host and never rotate it by themselves. */
const growing = new Set(['json-file']);

/** From this share of services without a limit on, it is said once for the file. */
const nearlyAll = 0.8;

export default rule({
  id: 'log-rotation-missing',
  on: 'document',
  kinds: ['compose'],
  topic: 'logging-strategies',
  pillar: 'observability',
  preset: 'recommended',
  // The daemon's own configuration may rotate, and it is not seen here.
  level: 'info',
  fix: 'unsafe',
  options: { size: '10m', files: 3 },
  since: '0.1.0',
  text: {
    summary: { en: 'Container logs are rotated', ru: 'Логи контейнеров ротируются' },
    why: {
      en: 'The json-file driver keeps every line for as long as the container lives; a chatty service fills the disk, and a full disk stops everything on the host.',
      ru: 'Драйвер json-file хранит каждую строку, пока жив контейнер; разговорчивый сервис забивает диск, а полный диск останавливает всё на узле.',
    },
    several: {
      en: 'Logs of these services grow without limit: {names}',
      ru: 'Логи этих сервисов растут без ограничений: {names}',
    },
    service: { en: 'Log of service "{name}" grows without limit', ru: 'Лог сервиса «{name}» растёт без ограничений' },
    shared: {
      en: 'This logging has no max-size: the log of every service that uses it grows without limit',
      ru: 'Здесь нет max-size: лог каждого сервиса с этим якорем растёт без ограничений',
    },
    unlimited: {
      en: 'Log of service "{name}" has no limit: max-size is "{size}"',
      ru: 'У лога сервиса «{name}» нет предела: max-size равен «{size}»',
    },
    fix: { en: 'Rotate the log by size', ru: 'Ротировать лог по размеру' },
  },
  *check(document, { options }) {
    // What runs for a day of work, or of tests, fills no disk.
    if (isOutsideProduction(document.path) || isForWork(document)) return;
    const judged = document.container.filter(({ job }) => !job);
    const silent = judged.filter(({ logging }) => logging.state === 'unset');
    const write = ({ logging, anchor }: Container) => put(logging, rotated(logging, options, anchor));
    // Where hardly any service limits its log, that is one fact about the file, not one for every service.
    const isCommon = silent.length >= judged.length * nearlyAll;
    const common = isCommon ? ({ common: { at: document.anchor, say: 'several' } } as const) : {};
    for (const container of silent) {
      const { anchor: at, name } = container;
      yield { at, say: 'service', with: { name }, ...common, fix: () => write(container) };
    }
    const written = new Set(
      judged.flatMap(({ logging }) =>
        logging.state === 'set' && logging.via === undefined ? [logging.span.start] : [],
      ),
    );
    for (const container of judged) {
      const { name, logging } = container;
      if (logging.state !== 'set' || logging.via === 'inherited') continue;
      const { driver, options: limits } = logging.value;
      if (driver.state === 'opaque' || (driver.state === 'set' && !growing.has(driver.value))) continue;
      const size = limits.find((option) => option.name === 'max-size')?.value;
      if (size === undefined) {
        if (logging.via === 'anchor') {
          // An alias of what another service writes: told there.
          if (written.has(logging.span.start)) continue;
          yield { at: driver.state === 'set' ? driver.span : logging.span, say: 'shared' };
          continue;
        }
        const at = logging.key ?? logging.span;
        yield { at, say: 'service', with: { name }, fix: () => write(container) };
      } else if (size.state === 'set' && size.value.startsWith('-')) {
        yield { at: size.span, say: 'unlimited', with: { name, size: size.value }, fix: () => put(size, options.size) };
      }
    }
  },
});
