import type { Container } from '../../core/model/container.js';
import { writeAt } from '../../core/model/yaml-fix.js';
import { put, rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';
import { bytes } from '../../core/text.js';
import type { Cursor } from '../../core/yaml/cursor.js';

const mebibyte = 2 ** 20;

/** Docker refuses less memory (https://docs.docker.com/engine/containers/resource_constraints/); no pod starts in less than the other. */
const least = { compose: 6 * mebibyte, kubernetes: mebibyte } as const;

/** Places of Compose that take a number of cores. */
const cpuPaths = [['cpus'], ['deploy', 'resources', 'limits', 'cpus'], ['deploy', 'resources', 'reservations', 'cpus']];

export default rule({
  id: 'resource-quantity-suspicious',
  on: 'document',
  kinds: ['compose', 'kubernetes'],
  topic: 'memory-limits',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  options: { cores: 256 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'Amounts of memory and CPU have the unit that is meant',
      ru: 'Память и CPU указаны в тех единицах, которые имелись в виду',
    },
    why: {
      en: 'The wrong letter makes an amount a million times too small or a thousand times too large: the container is refused, is killed at its first allocation, or finds no node.',
      ru: 'Из-за не той буквы значение выходит в миллион раз меньше или в тысячу раз больше: контейнер не примут, убьют при первом же выделении памяти, или для него не найдётся узла.',
    },
    memory: { en: 'Memory "{written}" is {amount}', ru: 'Память «{written}» — это {amount}' },
    cpu: {
      en: 'CPU "{written}" means {cores} cores',
      ru: 'CPU «{written}» — целых ядер: {cores}',
    },
    milli: {
      en: 'cpus "{written}" is no number: Compose counts in cores',
      ru: 'cpus «{written}» — не число: Compose считает в ядрах',
    },
    fix: { en: 'Write the unit that is meant', ru: 'Указать нужную единицу' },
  },
  *check({ container: containers, text }, { options }) {
    // What an anchor says for several is told once; what an extended service says is told there.
    const told = new Set<number>();
    const isFresh = ({ start }: Span): boolean => !told.has(start) && told.add(start) !== undefined;
    for (const container of containers) {
      const { format, limits, requests } = container;
      if (format !== 'compose' && format !== 'kubernetes') continue;
      for (const { memory, cpu } of [limits, requests]) {
        if (memory.state === 'set' && isWritten(memory.via) && memory.value > 0 && memory.value < least[format]) {
          const written = bare(text, memory.span);
          const meant = meantBytes(written);
          const fix = () => (meant === undefined ? undefined : put(memory, meant));
          const amount = bytes(memory.value);
          if (isFresh(memory.span)) yield { at: memory.span, say: 'memory', with: { written, amount }, fix };
        }
        if (cpu.state === 'set' && isWritten(cpu.via) && cpu.value > options.cores * 1000) {
          const written = bare(text, cpu.span);
          const fix = () => (/^\d+$/.test(written) ? put(cpu, Number(written)) : undefined);
          if (isFresh(cpu.span)) yield { at: cpu.span, say: 'cpu', with: { written, cores: cpu.value / 1000 }, fix };
        }
      }
      for (const { cursor, written, cores } of milliCpus(container)) {
        const fix = () => writeAt(cursor, cores);
        if (isFresh(cursor.span)) yield { at: cursor.span, say: 'milli', with: { written }, fix };
      }
    }
  },
});

const isWritten = (via: string | undefined): boolean => via === undefined || via === 'anchor';

const bare = (text: string, { start, end }: Span): string => text.slice(start, end).replace(/^["']|["']$/g, '');

/** MiB for `512m` and for a bare `512`; undefined for what may mean anything. */
function meantBytes(written: string): number | undefined {
  const number = Number(/^(\d{1,6})m?$/.exec(written)?.[1]);
  return number >= 16 ? number * mebibyte : undefined;
}

interface MilliCpu {
  readonly cursor: Cursor;
  readonly written: string;
  /** As Compose takes it there: text below `deploy`, a number beside the image. */
  readonly cores: string | number;
}

/** Cores of Compose that are written in the way of Kubernetes. */
function milliCpus({ format, workload }: Container): readonly MilliCpu[] {
  if (format !== 'compose' || workload === undefined) return [];
  return cpuPaths.flatMap((path): readonly MilliCpu[] => {
    const [first = '', ...rest] = path;
    const cursor = rest.length === 0 ? workload.spec.at(first) : workload.spec.at(first, ...rest);
    const written = cursor.kind === 'scalar' ? (cursor.source()?.text ?? '') : '';
    if (!/^\d{1,6}m$/.test(written)) return [];
    const cores = Number.parseInt(written, 10) / 1000;
    return [{ cursor, written, cores: rest.length === 0 ? cores : String(cores) }];
  });
}
