import type { DockerfileText } from '../docker/edit.js';
import { missingHole, quote, stageHole } from '../docker/hole.js';
import { imageHole } from '../docker/image-hole.js';
import type { Container } from '../model/container.js';
import type { Instruction, Stage } from '../model/dockerfile.js';
import type { PartialReason } from '../model/document.js';
import { type ImageReference, parseImage } from '../model/image.js';
import { joinPath } from '../model/path.js';
import { type Hole, opaque, set, unset, type Value } from '../value.js';
import { readContainer } from './dockerfile-container.js';
import { readInstalled } from './dockerfile-installed.js';
import { placeOf, type ReadInstruction, readInstruction } from './dockerfile-instruction.js';
import { planStages, type StagePlan, unixShell, windowsShell } from './dockerfile-plan.js';
import { type Scope, stageScope, withArgument, withVariable } from './dockerfile-scope.js';
import { inherited, type ReadStage, valueOfPair } from './dockerfile-value.js';

export interface ReadStages {
  readonly stages: readonly ReadStage[];
  /** All of the file, those before the first FROM included. */
  readonly instructions: readonly Instruction[];
}

/** Reads the stages of a file. `targets` are the names (lower case) and numbers of stages that a build selects. */
export function readStages(
  file: DockerfileText,
  targets: ReadonlySet<string>,
  partial: PartialReason | undefined,
): ReadStages {
  const stages: ReadStage[] = [];
  const plan = planStages(file, targets, (index) => stages[index]?.stage);
  const heights: number[] = [];
  for (const each of plan.stages) {
    const height = each.parent === undefined ? 0 : (heights[each.parent] ?? 0) + 1;
    const isCut = height > highest;
    heights.push(isCut ? 0 : height);
    const parent = each.parent === undefined || isCut ? undefined : stages[each.parent];
    stages.push(readStage(file, each, parent, plan.global, isCut ? 'broken' : partial));
  }
  const models = stages.flatMap(({ from, own }) => [from, ...own]);
  return { stages, instructions: [...plan.prelude, ...models].map(({ model }) => model) };
}

/** Stages that are read as built on each other. Of a further one it is not known what it is built on. */
const highest = 100;

function readStage(
  file: DockerfileText,
  plan: StagePlan,
  parent: ReadStage | undefined,
  global: Scope,
  partial: PartialReason | undefined,
): ReadStage {
  const { from } = plan;
  const base = from.model.words[0]?.span ?? from.model.keywordSpan;
  const image = plan.parent === undefined ? readImage(file, from) : opaque<ImageReference>(base);
  const onWindows = parent ? parent.stage.platform === 'windows' : isWindowsImage(file, from, image);
  let shell = parent?.shell ?? (onWindows ? windowsShell : unixShell);
  let scope = stageScope(parent?.scope, image.state === 'set' && image.value.text === 'scratch');
  const own: ReadInstruction[] = [];
  for (const syntax of plan.body) {
    const instruction = readInstruction(syntax, { file, scope, shell, stage: () => read.stage });
    own.push(instruction);
    scope = scopeAfter(instruction, scope, global);
    if (syntax.keyword === 'SHELL' && syntax.json?.length) shell = syntax.json.map(({ word }) => word.text);
  }
  const windows = onWindows || own.some(({ syntax }) => syntax.keyword === 'SHELL' && isWindowsShell(syntax.rest.text));
  const read: ReadStage = {
    stage: new StageModel(plan, parent?.stage, image, windows ? 'windows' : 'linux', () => read),
    file,
    from,
    own,
    parent,
    scope,
    shell,
    absent: (anchor, hole) => (partial === undefined ? unset(anchor, hole) : opaque(anchor, hole)),
  };
  return read;
}

/** A class, as of an instruction. */
class StageModel implements Stage {
  readonly format = 'dockerfile';
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: Stage['base'];
  readonly rootImage: Value<ImageReference>;
  readonly shipped: boolean;
  readonly underShipped: boolean;
  readonly platform: Stage['platform'];
  readonly #read: () => ReadStage;
  #instructions: readonly Instruction[] | undefined;
  #container: Container | undefined;
  #installed: ReadonlySet<string> | undefined;
  #workdir: Value<string> | undefined;

  constructor(
    { index, name, from, shipped, underShipped }: StagePlan,
    parent: Stage | undefined,
    image: Value<ImageReference>,
    platform: Stage['platform'],
    read: () => ReadStage,
  ) {
    this.index = index;
    this.name = name;
    this.from = from.model;
    this.base = { stage: parent, image };
    this.rootImage = parent ? inherited(parent.rootImage) : image;
    this.shipped = shipped;
    this.underShipped = underShipped;
    this.platform = platform;
    this.#read = read;
  }

  get instructions(): readonly Instruction[] {
    this.#instructions ??= this.#read().own.map(({ model }) => model);
    return this.#instructions;
  }

  get container(): Container {
    this.#container ??= readContainer(this.#read());
    return this.#container;
  }

  get installed(): ReadonlySet<string> {
    this.#installed ??= readInstalled(this.#read().own, this.base.stage?.installed);
    return this.#installed;
  }

  get workdir(): Value<string> {
    this.#workdir ??= readWorkdir(this.#read());
    return this.#workdir;
  }

  get shell(): Value<readonly string[]> {
    return readShell(this.#read());
  }

  get hole(): Hole<string> {
    const { file, from } = this.#read();
    return stageHole(file, from.syntax);
  }

  variable(name: string): Value<string> {
    return readVariable(this.#read(), name);
  }
}

function scopeAfter({ syntax: { keyword }, pairs }: ReadInstruction, scope: Scope, global: Scope): Scope {
  return pairs.reduce((before, { name, value }) => {
    if (keyword === 'ARG') return withArgument(before, name.text, value, global);
    return keyword === 'ENV' && value ? withVariable(before, name.text, value) : before;
  }, scope);
}

function readImage(file: DockerfileText, from: ReadInstruction): Value<ImageReference> {
  const [word] = from.model.words;
  const hole = imageHole(file, from.syntax);
  if (!word) return opaque(from.model.keywordSpan);
  const image = word.literal ? parseImage(word.text) : undefined;
  return image ? set(image, word.span, { key: from.model.keywordSpan, hole }) : opaque(word.span, hole);
}

function isWindowsImage(file: DockerfileText, from: ReadInstruction, image: Value<ImageReference>): boolean {
  if (file.syntax.escapeCharacter === '`') return true;
  if (from.model.flags.some(({ name, value }) => name === 'platform' && /^windows(?:\/|$)/i.test(value))) return true;
  if (image.state !== 'set') return false;
  const { repository, tag } = image.value;
  return /(?:^|\/)(?:windows|nanoserver|windowsservercore|servercore)(?:\/|$)/.test(repository)
    ? true
    : /(?:nanoserver|windowsservercore|servercore)/.test(tag ?? '');
}

function isWindowsShell(text: string): boolean {
  return /^\[\s*"(?:[^"]*[\\/])?(?:cmd|powershell)(?:\.exe)?"/i.test(text);
}

function readShell(read: ReadStage): Value<readonly string[]> {
  const last = read.own.findLast(({ syntax }) => syntax.keyword === 'SHELL' && syntax.json !== undefined);
  const words = last?.syntax.json?.map(({ word }) => word.text);
  if (last && words) return set(words, placeOf(last.syntax.rest), { key: last.syntax.keywordSpan });
  if (read.parent) return inherited(readShell(read.parent));
  return set(read.shell, read.from.model.span, { via: 'default' });
}

function readWorkdir(read: ReadStage): Value<string> {
  let value: Value<string> = read.parent
    ? inherited(read.parent.stage.workdir)
    : read.absent(
        read.from.model.span,
        missingHole(read.file, read.from.syntax, 'WORKDIR', (text) => text),
      );
  for (const { model } of read.own) {
    const word = model.keyword === 'WORKDIR' ? model.words[0] : undefined;
    if (word === undefined) continue;
    const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(word.text);
    const before = isAbsolute ? '/' : value.state === 'set' ? value.value : undefined;
    const isKnown = word.literal && before !== undefined;
    const joined = before === undefined || isAbsolute ? word.text : joinPath(before, word.text);
    value = isKnown
      ? set(joined, word.span, { key: model.keywordSpan, hole: model.hole })
      : opaque(word.span, model.hole);
  }
  return value;
}

function readVariable(read: ReadStage, name: string): Value<string> {
  const { file, from } = read;
  const hole = missingHole<string>(file, from.syntax, 'ENV', (value) => {
    return /^[A-Za-z_]\w*$/.test(name) ? `${name}=${quote(value, '', file.syntax.escapeCharacter)}` : undefined;
  });
  for (const owner of [...read.own].reverse()) {
    const pair = owner.syntax.keyword === 'ENV' ? owner.pairs.findLast((each) => each.name.text === name) : undefined;
    if (pair) return valueOfPair(read, owner, pair);
  }
  if (read.parent) {
    const below = readVariable(read.parent, name);
    return below.state === 'unset' ? read.absent(from.model.span, hole) : inherited(below, hole);
  }
  return read.absent(from.model.span, hole);
}
