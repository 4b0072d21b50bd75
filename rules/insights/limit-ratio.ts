import { isAutosized } from '../../core/index/link.js';
import { bytes, say, type Text } from '../../core/text.js';
import { bar, endsIn, type Insight } from './write.js';

const texts = {
  request: { en: 'request', ru: 'запрос' },
  reservation: { en: 'reservation', ru: 'резерв' },
  ratio: {
    en: '`{name} {request} {bar} {limit} limit` · 1:{ratio}, {verdict}',
    ru: '`{name} {request} {bar} {limit} лимит` · 1:{ratio}, {verdict}',
  },
  less: {
    en: '{name} {request} is more than the limit {limit}: no engine starts that',
    ru: '{name} {request} больше лимита {limit}: с этим контейнер не запустят',
  },
  equal: {
    en: 'no room for bursts, and nothing the node could lack later',
    ru: 'места для всплесков нет, зато и узлу потом нечего недодать',
  },
  tight: {
    en: 'tighter than the aggressive 1:1.125',
    ru: 'теснее плотного 1:1,125',
  },
  between: {
    en: 'between aggressive (1:1.125) and conservative (1:2)',
    ru: 'между плотным (1:1,125) и осторожным (1:2)',
  },
  conservative: { en: 'the conservative ratio', ru: 'осторожное соотношение' },
  wide: {
    en: 'wider than the conservative 1:2: the node is promised less than it may have to give',
    ru: 'шире осторожного 1:2: узлу обещано меньше, чем с него могут спросить',
  },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'limit-ratio',
  topics: ['memory-limits'],
  isAskedBy: (key) =>
    endsIn(
      key,
      ...['limits.memory', 'requests.memory', 'reservations.memory', 'mem_limit', 'mem_reservation'],
      ...['resources', 'resources.requests', 'resources.limits', 'resources.reservations'],
    ),
  tell({ container, index, locale }) {
    if (container === undefined) return undefined;
    const { limits, requests, workload } = container;
    if (limits.memory.state !== 'set' || requests.memory.state !== 'set' || requests.memory.value <= 0)
      return undefined;
    // A request that nobody wrote is the limit itself.
    if (requests.memory.via === 'default' || (workload !== undefined && isAutosized(index, workload))) return undefined;
    const request = requests.memory.value;
    const limit = limits.memory.value;
    const ratio = limit / request;
    const name = container.format === 'compose' ? texts.reservation : texts.request;
    if (ratio < 1) return [say(texts.less, locale, { name, request: bytes(request), limit: bytes(limit) })];
    return [
      say(texts.ratio, locale, {
        name,
        request: bytes(request),
        limit: bytes(limit),
        bar: bar((request / limit) * 100),
        ratio: Number(ratio.toFixed(3)) === 1.125 ? '1.125' : Number(ratio.toFixed(2)),
        verdict: verdictOf(ratio),
      }),
    ];
  },
};

export default insight;

function verdictOf(ratio: number): Text {
  if (ratio === 1) return texts.equal;
  if (ratio < 1.125) return texts.tight;
  if (ratio < 2) return texts.between;
  return ratio === 2 ? texts.conservative : texts.wide;
}
