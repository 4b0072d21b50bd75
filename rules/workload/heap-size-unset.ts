import { effective, stageOf, stageOfImage, usersOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { type UnsizedRuntime, unsizedRuntime } from '../../core/model/heap-unset.js';
import { mainLine } from '../../core/model/main-process.js';
import { setVariable } from '../../core/model/variable-fix.js';
import { put, rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';
import { bytes } from '../../core/text.js';
import { known } from '../../core/value.js';

const mebibyte = 2 ** 20;

/** How each runtime is told its size: by a variable that may hold other options, too. */
const settings: Readonly<
  Record<UnsizedRuntime, { readonly name: string; readonly option: (limit: number) => string }>
> = {
  jvm: { name: 'JAVA_TOOL_OPTIONS', option: () => '-XX:MaxRAMPercentage=75' },
  node: { name: 'NODE_OPTIONS', option: (limit) => `--max-old-space-size=${Math.floor((limit * 0.75) / mebibyte)}` },
  // Bounds all memory of the Go runtime, so it may come closer to the limit.
  go: { name: 'GOMEMLIMIT', option: (limit) => `${Math.floor((limit * 0.9) / mebibyte)}MiB` },
};

export default rule({
  id: 'heap-size-unset',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'memory-limits',
  pillar: 'performance',
  // All three runtimes do without, at a cost in memory or in garbage collection that not everybody minds.
  preset: 'strict',
  level: 'hint',
  fix: 'unsafe',
  // MiB. Below it nothing is left to share out.
  options: { from: 256 },
  since: '0.1.0',
  text: {
    summary: {
      en: 'A runtime under a memory limit is told the size of its heap',
      ru: 'Среде под лимитом памяти указан размер кучи',
    },
    why: {
      en: 'Left to itself, the JVM uses a quarter of what you pay for, and Go and Node.js collect garbage by rules of their own while the kernel kills at the limit.',
      ru: 'Предоставленная себе JVM занимает четверть оплаченной памяти, а Go и Node.js собирают мусор по своим правилам, тогда как ядро убивает на лимите.',
    },
    jvm: {
      en: 'Heap of the JVM stays at a quarter of the memory limit {limit}: no flag sizes it',
      ru: 'Куча JVM останется четвертью лимита памяти {limit}: её размер не задан',
    },
    node: {
      en: 'Heap of Node.js is not sized for the memory limit {limit}',
      ru: 'Размер кучи Node.js не согласован с лимитом памяти {limit}',
    },
    go: {
      en: 'Go does not know the memory limit {limit}: GOMEMLIMIT is not set',
      ru: 'Go не знает о лимите памяти {limit}: GOMEMLIMIT не задан',
    },
    fix: { en: 'Set {variable}', ru: 'Задать {variable}' },
  },
  *check(container, { document, index, options }) {
    if (container.role === 'build' || container.role === 'init' || container.job) return;
    const least = options.from * mebibyte;
    if (container.format === 'dockerfile') {
      const stage = document.stage.find((each) => each.container === container);
      const [program] = mainLine(container) ?? [];
      if (stage === undefined || program === undefined) return;
      const user = usersOf(index, stage, document.path).find(
        (each) => startsImage(each.container) && runtimeIn(each.container, stage, document.stage, least) === 'jvm',
      );
      if (user === undefined) return;
      const value = stage.variable(settings.jvm.name);
      yield {
        at: program.span,
        say: 'jvm',
        with: { limit: bytes(limitOf(user.container)), variable: settings.jvm.name },
        also: [
          {
            place: { document: user.document, span: placeOfLimit(user.container) },
            note: { en: 'the memory limit', ru: 'лимит памяти' },
          },
        ],
        fix: () => put(value, behind(known(value), settings.jvm.option(0))),
      };
      return;
    }
    const built = stageOf(index, container, document.path) ?? stageOfImage(index, container);
    const stage = built?.fact.stage;
    const runtime = runtimeIn(container, stage, built?.document.stage ?? [], least);
    // A share holds for every limit, so it belongs into the image, and is asked for there.
    if (runtime === undefined || (runtime === 'jvm' && stage !== undefined && startsImage(container))) return;
    const limit = limitOf(container);
    const { name, option } = settings[runtime];
    const { variables } = stage ? effective(container, stage) : container;
    const before = variables.find((each) => each.kind === 'env' && each.name === name);
    yield {
      at: placeOfLimit(container),
      say: runtime,
      with: { limit: bytes(limit), variable: name },
      fix: () => setVariable(container, name, behind(before && known(before.value), option(limit))),
    };
  },
});

/** The runtime that a container with a limit leaves without a size. */
function runtimeIn(container: Container, stage: Stage | undefined, stages: readonly Stage[], least: number) {
  if (container.variablesOpen || limitOf(container) < least) return undefined;
  const running = stage ? effective(container, stage) : container;
  return unsizedRuntime({ container: running, image: stage?.rootImage ?? container.image, stage, stages });
}

/** True for a container that runs what its image says. */
const startsImage = ({ entrypoint, command }: Container): boolean =>
  entrypoint.state === 'unset' && command.state === 'unset';

/** Bytes; 0 for a container without a readable limit. */
const limitOf = ({ limits }: Container): number => known(limits.memory) ?? 0;

/** The limit where it is the container's own, else the container. */
const placeOfLimit = ({ limits: { memory }, anchor }: Container): Span =>
  memory.state === 'set' && memory.via === undefined ? memory.span : anchor;

const behind = (before: string | undefined, option: string): string =>
  before === undefined || before === '' ? option : `${before} ${option}`;
