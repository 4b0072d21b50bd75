import { once } from '../kept.js';
import type { Span } from '../span.js';
import { readJvmSize, readUnits, unitTables } from './heap-size.js';
import { type OptionWord, optionValue, type Started, startedLines, wordsOfValue } from './settings-text.js';

export type HeapRuntime = 'jvm' | 'node' | 'go' | 'dotnet' | 'redis' | 'postgres' | 'mysql';

/** How much memory a program is told to take for its own data. Exactly one of `bytes` and `percent` is set. */
export interface Heap {
  readonly runtime: HeapRuntime;
  readonly bytes: number | undefined;
  /** Of the memory the container may use. */
  readonly percent: number | undefined;
  /** As written: `-Xmx512m`, `GOMEMLIMIT=1GiB`. */
  readonly flag: string;
  /** The option without its value: `-Xmx`. */
  readonly option: string;
  readonly span: Span;
  readonly source: 'variable' | 'command';
  /** Name of the variable it stands in. */
  readonly variable: string | undefined;
  /** False for variables that only a start script hands on, when nothing shows that one does (`JAVA_OPTS`). */
  readonly certain: boolean;
}

/**
 * The JVM reads the first two before its command line and the last one after it.
 * https://docs.oracle.com/en/java/javase/21/troubleshoot/environment-variables-and-system-properties.html
 */
const jvmBefore = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'];
const jvmAfter = ['_JAVA_OPTIONS'];

/** Read by the start script of the one product that has them in its name, so that whoever sets them runs that script. */
const jvmProduct = [
  'CATALINA_OPTS',
  'ES_JAVA_OPTS',
  'OPENSEARCH_JAVA_OPTS',
  'LS_JAVA_OPTS',
  'KAFKA_HEAP_OPTS',
  'KAFKA_OPTS',
  'JENKINS_JAVA_OPTS',
  'JAVA_OPTS_KC_HEAP',
  'SOLR_JAVA_MEM',
  'HBASE_HEAPSIZE_OPTS',
  'FLINK_ENV_JAVA_OPTS',
];

/** Names that any start script may read, or none. */
const jvmScript = ['JAVA_OPTS', 'JVM_OPTS', 'JAVA_OPTIONS', 'JAVA_ARGS', 'JAVA_MEM_OPTS', 'JAVA_OPTS_APPEND'];

/** Read by the .NET runtime under either prefix. */
const dotnetNames = ['DOTNET_GCHeapHardLimit', 'COMPlus_GCHeapHardLimit'];

const variableNames: ReadonlySet<string> = new Set([
  ...[...jvmBefore, ...jvmAfter, ...jvmProduct, ...jvmScript, 'NODE_OPTIONS', 'GOMEMLIMIT'],
  ...dotnetNames.flatMap((name) => [name, `${name}Percent`]),
]);

/** The one that counts: of a runtime the last flag that is certain, else one that a start script may hand on. */
export function heapOf(container: Started): Heap | undefined {
  const heaps = heapsOf(container);
  return heaps.find(({ certain }) => certain) ?? heaps[0];
}

/** One answer for each runtime that is told a size. */
export const heapsOf: (container: Started) => readonly Heap[] = once(readHeaps);

function readHeaps(container: Started): readonly Heap[] {
  const lines = startedLines(container);
  const variables = byName(container);
  // Few containers say anything about it, and this look is all that the others cost.
  if (variables.size === 0 && !lines.some((line) => line.some(({ text }) => telling.test(text)))) return [];
  return [jvmHeap, nodeHeap, goHeap, dotnetHeap, serverHeap].flatMap((read) => read(variables, lines) ?? []);
}

type Lines = readonly (readonly OptionWord[])[];

type Variables = ReadonlyMap<string, Started['variables'][number]>;

/** Those that are read here. The last one wins where a name is written twice. */
function byName({ variables }: Started): Variables {
  const found = new Map<string, Started['variables'][number]>();
  for (const one of variables) if (one.kind === 'env' && variableNames.has(one.name)) found.set(one.name, one);
  return found;
}

interface Flag {
  readonly option: string;
  readonly word: OptionWord;
  readonly bytes?: number;
  readonly percent?: number;
}

interface Stated {
  readonly flag: Flag;
  readonly source: 'variable' | 'command';
  readonly variable: string | undefined;
  readonly certain: boolean;
}

function heap(runtime: HeapRuntime, { flag, ...rest }: Stated): Heap {
  const { option, word, bytes, percent } = flag;
  return { runtime, bytes, percent, flag: word.text, option, span: word.span, ...rest };
}

function jvmHeap(variables: Variables, lines: Lines): Heap | undefined {
  const stated: Stated[] = [];
  const fromVariables = (names: readonly string[], certain: boolean) => {
    for (const name of names) {
      const found = variables.get(name);
      const words = found === undefined ? [] : wordsOfValue(found.value);
      for (const flag of jvmFlags(words)) stated.push({ flag, source: 'variable', variable: name, certain });
    }
  };
  fromVariables(jvmBefore, true);
  // Where the JVM is started directly, there is no script that could read them.
  const scripted = !lines.some((line) => line[0]?.text.split('/').at(-1) === 'java');
  for (const name of jvmScript) {
    const handedOn = lines.some((line) => handsOn(line, name));
    if (scripted || handedOn) fromVariables([name], handedOn);
  }
  fromVariables(jvmProduct, true);
  for (const line of lines) {
    for (const flag of jvmFlags(beforeApplication(line)))
      stated.push({ flag, source: 'command', variable: undefined, certain: true });
  }
  fromVariables(jvmAfter, true);
  const certain = stated.filter((candidate) => candidate.certain);
  const used = certain.length > 0 ? certain : stated;
  // A size in bytes beats a percentage, wherever it stands.
  const last = used.filter(({ flag }) => flag.bytes !== undefined).at(-1) ?? used.at(-1);
  return last && heap('jvm', last);
}

function handsOn(line: readonly OptionWord[], name: string): boolean {
  return line.some(({ text }) => text.includes(`$${name}`) || text.includes(`\${${name}`));
}

/** What follows the program's archive is for the program. */
function beforeApplication(line: readonly OptionWord[]): readonly OptionWord[] {
  const jar = line.findIndex(({ text }) => text === '-jar');
  return jar === -1 ? line : line.slice(0, jar);
}

function jvmFlags(words: readonly OptionWord[]): readonly Flag[] {
  return words.flatMap((word): readonly Flag[] => {
    if (!word.text.includes('-X')) return [];
    const text = word.text.replace(/^["']|["']$/g, '');
    for (const option of ['-Xmx', '-XX:MaxHeapSize=']) {
      const bytes = text.startsWith(option) ? readJvmSize(text.slice(option.length)) : undefined;
      if (bytes !== undefined) return [{ option: option.replace('=', ''), word, bytes }];
    }
    const percent = /^-XX:MaxRAMPercentage=(\d+(?:\.\d+)?)$/.exec(text)?.[1];
    return percent === undefined ? [] : [{ option: '-XX:MaxRAMPercentage', word, percent: Number(percent) }];
  });
}

/** https://nodejs.org/api/cli.html#useful-v8-options: MiB of the old generation; the command line beats NODE_OPTIONS. */
function nodeHeap(variables: Variables, lines: Lines): Heap | undefined {
  const options = variables.get('NODE_OPTIONS');
  const stated: Stated[] = [
    ...nodeFlags(options === undefined ? [] : wordsOfValue(options.value)).map(
      (flag): Stated => ({ flag, source: 'variable', variable: 'NODE_OPTIONS', certain: true }),
    ),
    ...lines
      .flatMap(nodeFlags)
      .map((flag): Stated => ({ flag, source: 'command', variable: undefined, certain: true })),
  ];
  const last = stated.at(-1);
  return last && heap('node', last);
}

function nodeFlags(words: readonly OptionWord[]): readonly Flag[] {
  return words.flatMap((word): readonly Flag[] => {
    if (!word.text.includes('--max')) return [];
    const size = /^["']?--max[-_]old[-_]space[-_]size=(\d+)["']?$/.exec(word.text)?.[1];
    if (size !== undefined) return [{ option: '--max-old-space-size', word, bytes: Number(size) * 2 ** 20 }];
    const percent = /^["']?--max[-_]old[-_]space[-_]size[-_]percentage=(\d+(?:\.\d+)?)["']?$/.exec(word.text)?.[1];
    return percent === undefined ? [] : [{ option: '--max-old-space-size-percentage', word, percent: Number(percent) }];
  });
}

/** https://pkg.go.dev/runtime#hdr-Environment_Variables: a soft limit on everything the Go runtime manages. */
function goHeap(variables: Variables): Heap | undefined {
  return variableHeap(variables, 'go', 'GOMEMLIMIT', (text) => ({ bytes: readUnits(text, unitTables.go) }));
}

/** https://learn.microsoft.com/dotnet/core/runtime-config/garbage-collector: values in variables are hexadecimal. */
function dotnetHeap(variables: Variables): Heap | undefined {
  const hex = (text: string) => {
    const digits = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(text)?.[1];
    return digits === undefined ? undefined : Number.parseInt(digits, 16);
  };
  for (const name of dotnetNames) {
    const found =
      variableHeap(variables, 'dotnet', name, (text) => ({ bytes: hex(text) })) ??
      variableHeap(variables, 'dotnet', `${name}Percent`, (text) => ({ percent: hex(text) }));
    if (found !== undefined) return found;
  }
  return undefined;
}

function variableHeap(
  variables: Variables,
  runtime: HeapRuntime,
  name: string,
  read: (text: string) => { bytes?: number | undefined; percent?: number | undefined },
): Heap | undefined {
  const value = variables.get(name)?.value;
  if (value?.state !== 'set') return undefined;
  const { bytes, percent } = read(value.value.trim());
  if (bytes === undefined && percent === undefined) return undefined;
  const flag = `${name}=${value.value}`;
  return {
    runtime,
    bytes,
    percent,
    flag,
    option: name,
    span: value.span,
    source: 'variable',
    variable: name,
    certain: true,
  };
}

/** Buffers that a data store takes at its start or may grow to, given on its command line. */
const servers: readonly {
  readonly runtime: HeapRuntime;
  readonly options: readonly string[];
  readonly read: (text: string) => number | undefined;
}[] = [
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config/
  { runtime: 'redis', options: ['--maxmemory'], read: (text) => readUnits(text, unitTables.redis) },
  // https://www.postgresql.org/docs/current/runtime-config-resource.html: a bare number is pages of 8 kB
  {
    runtime: 'postgres',
    options: ['shared_buffers', '--shared_buffers', '--shared-buffers', '-cshared_buffers'],
    read: (text) => readUnits(text, unitTables.postgres),
  },
  // https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html
  {
    runtime: 'mysql',
    options: ['--innodb-buffer-pool-size', '--innodb_buffer_pool_size'],
    read: (text) => readUnits(text, unitTables.mysql),
  },
];

/** What a word holds that says a size on a command line. */
const telling = new RegExp(['-X', '--max', ...servers.flatMap(({ options }) => options)].join('|'));

function serverHeap(_variables: Variables, lines: Lines): Heap | undefined {
  let last: Heap | undefined;
  for (const line of lines) {
    for (const [index] of line.entries()) {
      for (const { runtime, options, read } of servers) {
        const value = optionValue(line, index, options);
        const bytes = value === undefined ? undefined : read(value.text);
        if (value === undefined || bytes === undefined || bytes === 0) continue;
        const option = options.find((candidate) => line[index]?.text.startsWith(candidate)) ?? '';
        const flag = `${option}${line[index]?.text.includes('=') === true ? '=' : ' '}${value.text}`;
        last = {
          runtime,
          bytes,
          percent: undefined,
          flag,
          option,
          span: value.span,
          source: 'command',
          variable: undefined,
          certain: true,
        };
      }
    }
  }
  return last;
}
