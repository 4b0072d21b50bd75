import {
  coresWithoutMemory,
  meantBytes,
  milliCpus,
  oddStorage,
  unreadableAmounts,
} from '../../core/model/amount-slips.js';
import { writeAt } from '../../core/model/yaml-fix.js';
import { put, rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';
import { bytes } from '../../core/text.js';

const mebibyte = 2 ** 20;

/** Docker refuses less memory (https://docs.docker.com/engine/containers/resource_constraints/); no pod starts in less than the other. */
const least = { compose: 6 * mebibyte, kubernetes: mebibyte } as const;

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
    storage: { en: 'Storage "{written}" is {amount}', ru: 'Хранилище «{written}» — это {amount}' },
    refused: {
      en: '"{written}" is no quantity: Kubernetes refuses it',
      ru: '«{written}» — не количество: Kubernetes его не примет',
    },
    fix: { en: 'Write the unit that is meant', ru: 'Указать нужную единицу' },
  },
  *check(document, { options }) {
    const { container: containers, text } = document;
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
        if (cpu.state === 'set' && isWritten(cpu.via)) {
          const written = bare(text, cpu.span);
          if (cpu.value <= options.cores * 1000 && !coresWithoutMemory(container, written)) continue;
          const fix = () => (/^\d+$/.test(written) ? put(cpu, Number(written)) : undefined);
          if (isFresh(cpu.span)) yield { at: cpu.span, say: 'cpu', with: { written, cores: cpu.value / 1000 }, fix };
        }
      }
      for (const { cursor, written, meant } of milliCpus(container)) {
        const fix = () => (meant === undefined ? undefined : writeAt(cursor, meant));
        if (isFresh(cursor.span)) yield { at: cursor.span, say: 'milli', with: { written }, fix };
      }
    }
    for (const { cursor, written, meant, bytes: size } of [
      ...containers.flatMap(unreadableAmounts),
      ...oddStorage(document),
    ]) {
      if (!isFresh(cursor.span)) continue;
      const fix = () => (meant === undefined ? undefined : writeAt(cursor, meant));
      if (size === undefined) yield { at: cursor.span, say: 'refused', with: { written }, fix };
      else yield { at: cursor.span, say: 'storage', with: { written, amount: bytes(size) }, fix };
    }
  },
});

const isWritten = (via: string | undefined): boolean => via === undefined || via === 'anchor';

const bare = (text: string, { start, end }: Span): string => text.slice(start, end).replace(/^["']|["']$/g, '');
