import { commandHole, missingHole, printCommand } from '../docker/hole.js';
import type { Command } from '../model/command.js';
import type { Container, Mount, Port, Variable } from '../model/container.js';
import type { LabelEntry } from '../model/label.js';
import { signalName } from '../model/signal.js';
import type { Span } from '../span.js';
import { type Hole, noHole, opaque, set, type Value } from '../value.js';
import type { ReadInstruction } from './dockerfile-instruction.js';
import { readLiveness } from './dockerfile-probe.js';
import { inherited, type ReadStage, valueOfPair } from './dockerfile-value.js';

/** The container that a stage describes: its own values, else those of the stages it is built on. */
export function readContainer(stage: ReadStage): Container {
  const { from } = stage;
  const unknown = <T>(): Value<T> => opaque<T>(from.model.span);
  const resources = { memory: unknown<number>(), cpu: unknown<number>() };
  return {
    format: 'dockerfile',
    name: stage.stage.name ?? String(stage.stage.index),
    anchor: from.model.span,
    role: stage.stage.shipped ? 'main' : 'build',
    job: false,
    workload: undefined,
    image: stage.stage.base.image,
    build: unknown(),
    entrypoint: readCommand(stage, 'ENTRYPOINT'),
    command: readCommand(stage, 'CMD'),
    variables: readVariables(stage),
    variablesOpen: true,
    ports: readPorts(stage),
    user: readText(stage, 'USER', (text) => text),
    security: {
      privileged: unknown(),
      runAsNonRoot: unknown(),
      runAsUser: unknown(),
      readOnlyRoot: unknown(),
      allowEscalation: unknown(),
      addedCapabilities: unknown(),
      droppedCapabilities: unknown(),
    },
    limits: resources,
    requests: resources,
    liveness: readLiveness(stage),
    readiness: unknown(),
    startup: unknown(),
    stop: { signal: readText(stage, 'STOPSIGNAL', signalName), grace: unknown(), preStop: unknown() },
    restart: unknown(),
    logging: unknown(),
    mounts: readMounts(stage),
    labels: pairsOf(stage, 'LABEL').map(({ name, nameSpan, value }) => ({ name, nameSpan, value })),
    dependencies: unknown(),
  };
}

/** Keywords that ONBUILD may trigger in a stage built on the one that says so: what it leaves there is not ours to say. */
function isTriggered(stage: ReadStage, keyword: string): boolean {
  return stage.parent?.own.some(({ model }) => model.trigger?.keyword === keyword) ?? false;
}

/** The last instruction of a kind in the stage, or in the nearest one below that has some. */
function readLast<T>(
  stage: ReadStage,
  keyword: string,
  missing: Hole<T>,
  read: (owner: ReadInstruction) => Value<T> | undefined,
): Value<T> {
  const { from, own, parent } = stage;
  const owner = own.findLast(({ model }) => model.keyword === keyword);
  if (owner) return read(owner) ?? opaque(owner.model.span);
  if (!parent) return stage.absent(from.model.span, missing);
  if (isTriggered(stage, keyword)) return opaque(from.model.span, missing);
  const below = readLast(parent, keyword, noHole<T>(), read);
  return below.state === 'unset' ? stage.absent(from.model.span, missing) : inherited(below, missing);
}

/** A keyword with one value. */
function readText(stage: ReadStage, keyword: string, normalise: (text: string) => string): Value<string> {
  const print = (text: string) => (/^[^\s"'\\`$#]+$/.test(text) ? text : undefined);
  return readLast(stage, keyword, missingHole(stage.file, stage.from.syntax, keyword, print), ({ model }) => {
    const [word] = model.words;
    const hole: Hole<string> = {
      put: (text) => (print(text) === undefined ? undefined : model.hole.put(text)),
      drop: model.hole.drop,
      append: () => undefined,
    };
    if (!word) return undefined;
    if (!word.literal || word.text === '') return opaque(word.span, hole);
    return set(normalise(word.text), word.span, { key: model.keywordSpan, hole });
  });
}

function readCommand(stage: ReadStage, keyword: 'CMD' | 'ENTRYPOINT'): Value<Command> {
  const missing: Hole<Command> = missingHole(stage.file, stage.from.syntax, keyword, printCommand);
  const value = readLast(stage, keyword, missing, ({ model, syntax }) => {
    const hole = commandHole(stage.file, syntax);
    return model.command && set(model.command, model.argumentsSpan, { key: model.keywordSpan, hole });
  });
  // A new ENTRYPOINT drops the CMD of whatever lies below (BuildKit, `dispatchEntrypoint`).
  const isDropped =
    keyword === 'CMD' &&
    value.state === 'set' &&
    value.via === 'inherited' &&
    stage.own.some(({ model }) => model.keyword === 'ENTRYPOINT');
  return isDropped ? stage.absent(stage.from.model.span, missing) : value;
}

/** The stages that it is built on, the lowest first, and the stage itself. */
function chain(stage: ReadStage): readonly ReadStage[] {
  const stages: ReadStage[] = [];
  for (let each: ReadStage | undefined = stage; each; each = each.parent) stages.push(each);
  return stages.reverse();
}

interface Pair {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value<string>;
}

/** Pairs of a keyword with their last values, in the order in which the names first come. */
function pairsOf(stage: ReadStage, keyword: 'ENV' | 'ARG' | 'LABEL'): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const owner of chain(stage)) {
    for (const instruction of owner.own) {
      if (instruction.model.keyword !== keyword) continue;
      for (const pair of instruction.pairs) {
        const value = valueOfPair(owner, instruction, pair);
        const effective = owner === stage ? value : inherited(value, noHole());
        pairs.set(pair.name.text, { name: pair.name.text, nameSpan: pair.nameSpan, value: effective });
      }
    }
  }
  return [...pairs.values()];
}

function readVariables(stage: ReadStage): readonly Variable[] {
  const variables = (keyword: 'ENV' | 'ARG', kind: 'env' | 'arg'): readonly Variable[] =>
    pairsOf(stage, keyword).map(({ name, nameSpan, value }) => ({ kind, name, nameSpan, value, reference: undefined }));
  return [...variables('ENV', 'env'), ...variables('ARG', 'arg')];
}

/** The labels a stage itself writes. */
export function ownLabels(stage: ReadStage): readonly LabelEntry[] {
  return stage.own.flatMap((owner) =>
    owner.model.keyword === 'LABEL'
      ? owner.pairs.map((pair) => ({
          name: pair.name.text,
          nameSpan: pair.nameSpan,
          value: valueOfPair(stage, owner, pair),
        }))
      : [],
  );
}

/** A list that instructions of all stages of the chain add to. */
function readList<T>(
  stage: ReadStage,
  keyword: string,
  read: (owner: ReadInstruction) => readonly T[],
  missing: Hole<readonly T[]>,
): Value<readonly T[]> {
  const owners = chain(stage).flatMap(({ own }) => own.filter(({ model }) => model.keyword === keyword));
  const last = owners[owners.length - 1];
  if (!last) return stage.absent(stage.from.model.span, missing);
  const own = stage.own.includes(last);
  return set(owners.flatMap(read), last.model.span, {
    key: last.model.keywordSpan,
    hole: { ...missing, put: () => undefined },
    ...(own ? {} : { via: 'inherited' as const }),
  });
}

function readPorts(stage: ReadStage): Value<readonly Port[]> {
  const write = missingHole<readonly Port[]>(stage.file, stage.from.syntax, 'EXPOSE', (ports) => {
    const words = ports.map(({ number, protocol }) => (protocol === 'tcp' ? `${number}` : `${number}/${protocol}`));
    return ports.some(({ number }) => number === undefined) ? undefined : words.join(' ');
  });
  const hole: Hole<readonly Port[]> = { ...write, append: (port) => write.put([port]) };
  return readList(stage, 'EXPOSE', ({ model }) => model.words.map(readPort), hole);
}

/** `80`, `53/udp`; a range or a variable has no number. */
function readPort({ text, span, literal }: { text: string; span: Span; literal: boolean }): Port {
  const match = literal ? /^(\d{1,5})(?:\/([A-Za-z]+))?$/.exec(text) : null;
  const number = match ? Number(match[1]) : undefined;
  const protocol = /\/([A-Za-z]+)$/.exec(text)?.[1]?.toLowerCase() ?? 'tcp';
  return { number, name: undefined, protocol, published: undefined, span };
}

function readMounts(stage: ReadStage): Value<readonly Mount[]> {
  const read = ({ model }: ReadInstruction): readonly Mount[] =>
    model.words.map(({ text, span, literal }) => ({
      kind: 'anonymous',
      target: literal ? text : undefined,
      source: undefined,
      readOnly: false,
      span,
    }));
  return readList(stage, 'VOLUME', read, noHole());
}
