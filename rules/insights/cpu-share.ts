import { cpuShareOf } from '../../core/model/cpu-share.js';
import { percent, say, type Text } from '../../core/text.js';
import { bar, endsIn, type Insight, plain } from './write.js';

const texts = {
  shares: {
    en: '`{bar}` · {share} of the CPU while all want it: {weight} of {total} shares, beside {others}',
    ru: '`{bar}` · {share} CPU, пока он нужен всем: долей {weight} из {total}, остальное делят {others}',
  },
  requests: {
    en: '`{bar}` · {share} of what the pod is promised: {weight}m of {total}m, beside {others}',
    ru: '`{bar}` · {share} обещанного поду: {weight}m из {total}m, остальное — {others}',
  },
  promised: {
    en: 'Promised on every node: {cores} CPU, also under contention',
    ru: 'Обещано на любом узле: {cores} CPU, даже когда процессор нужен всем',
  },
  ceiling: {
    en: 'Ceiling: {cores} CPU, which is {slice} of each 100 ms over all threads; then they wait for the next',
    ru: 'Потолок: {cores} CPU — {slice} из каждых 100 мс на все потоки; дальше они ждут следующих',
  },
  open: {
    en: 'No ceiling: alone on the host it may take every core',
    ru: 'Потолка нет: пока узел свободен, займёт хоть все ядра',
  },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'cpu-share',
  topics: ['cpu-limits', 'cpu-patterns'],
  isAskedBy: (key) =>
    endsIn(
      key,
      'cpu_shares',
      'cpus',
      'limits.cpu',
      'requests.cpu',
      'resources',
      'resources.limits',
      'resources.requests',
    ),
  tell({ container, document, locale }) {
    if (container === undefined || container.format === 'dockerfile') return undefined;
    const lines: string[] = [];
    const share = cpuShareOf(document, container);
    const request = container.requests.cpu;
    if (share !== undefined) {
      lines.push(
        say(document.format === 'compose' ? texts.shares : texts.requests, locale, {
          bar: bar(share.share),
          share: percent(Math.round(share.share * 10) / 10),
          weight: share.copies > 1 ? `${share.copies} × ${share.weight / share.copies}` : share.weight,
          total: share.total,
          others: share.others.map(plain),
        }),
      );
    } else if (request.state === 'set') lines.push(say(texts.promised, locale, { cores: request.value / 1000 }));
    const limit = container.limits.cpu;
    if (limit.state === 'set') {
      const cores = limit.value / 1000;
      const time = limit.value / 10;
      const slice = { en: `${time} ms`, ru: `${time} мс`.replace('.', ',') };
      lines.push(say(texts.ceiling, locale, { cores, slice }));
    } else if (limit.state === 'unset' && lines.length > 0) lines.push(say(texts.open, locale));
    return lines.length === 0 ? undefined : lines;
  },
};

export default insight;
