import { replaceIn } from '../docker/edit.js';
import { commandHole, flagHole, missingHole, printCommand } from '../docker/hole.js';
import { wordsOf } from '../docker/instruction.js';
import type { Probe } from '../model/container.js';
import { printDuration, readGoDuration } from '../model/quantity.js';
import { type Hole, noHole, opaque, set, type Value } from '../value.js';
import type { ReadInstruction } from './dockerfile-instruction.js';
import { inherited, type ReadStage } from './dockerfile-value.js';

/** What holds where an option is not written, in seconds. Source: "HEALTHCHECK", Dockerfile reference. */
const defaults = { interval: 30, timeout: 30, startDelay: 0, startInterval: 5, retries: 3 };

const optionNames = ['interval', 'timeout', 'startDelay', 'startInterval', 'retries'] as const;

const flagNames: Readonly<Record<keyof typeof defaults, string>> = {
  interval: 'interval',
  timeout: 'timeout',
  startDelay: 'start-period',
  startInterval: 'start-interval',
  retries: 'retries',
};

/** The health check in force at the end of a stage. */
export function readLiveness(stage: ReadStage): Value<Probe> {
  const { file, from } = stage;
  const missing: Hole<Probe> = missingHole(file, from.syntax, 'HEALTHCHECK', printProbe);
  const last = stage.own.findLast(({ model }) => model.keyword === 'HEALTHCHECK');
  if (!last) {
    if (!stage.parent) return stage.absent(from.model.span, missing);
    const below = readLiveness(stage.parent);
    return below.state === 'unset' ? stage.absent(from.model.span, missing) : inherited(below, missing);
  }
  const { model, syntax } = last;
  const type = wordsOf(syntax)[0]?.text.toUpperCase();
  const hole: Hole<Probe> = {
    put(probe) {
      const text = printProbe(probe);
      const start = syntax.flags[0]?.span.start ?? syntax.restSpan.start;
      if (text === undefined || syntax.rest.text === '') return undefined;
      return replaceIn(file, syntax, { start, end: syntax.restSpan.end }, text, (changed) => {
        const flags = changed.flags.map(({ name, value }) => `--${name}=${value?.text ?? ''} `).join('');
        return flags + changed.rest.text === text;
      });
    },
    drop: model.hole.drop,
    append: () => undefined,
  };
  if (type !== 'NONE' && (type !== 'CMD' || !model.command)) return opaque(model.span, hole);
  return set(readProbe(last, type === 'NONE', stage), model.span, { key: model.keywordSpan, hole });
}

function readProbe(check: ReadInstruction, isNone: boolean, stage: ReadStage): Probe {
  const { model } = check;
  const option = (name: keyof typeof defaults) => readOption(check, name, stage);
  return {
    handler: isNone ? 'none' : 'exec',
    command: isNone ? undefined : model.command,
    commandHole: isNone ? noHole() : commandHole(stage.file, check.syntax),
    questionHole: noHole(),
    http: undefined,
    port: undefined,
    interval: option('interval'),
    timeout: option('timeout'),
    startDelay: option('startDelay'),
    startInterval: option('startInterval'),
    retries: option('retries'),
    span: model.span,
  };
}

function readOption({ model, syntax }: ReadInstruction, name: keyof typeof defaults, stage: ReadStage): Value<number> {
  const isCount = name === 'retries';
  const flag = model.flags.find((each) => each.name === flagNames[name]);
  const hole = flagHole<number>(stage.file, syntax, flagNames[name], (value) => {
    if (!Number.isFinite(value) || value < 0) return undefined;
    return isCount ? String(Math.round(value)) : printDuration(value);
  });
  if (!flag) return set(defaults[name], model.keywordSpan, { via: 'default', hole });
  const read = isCount ? readCount(flag.value) : readGoDuration(flag.value);
  if (read === undefined) return opaque(flag.valueSpan, hole);
  // A written zero stands for the default, but for the start period whose default it is.
  if (read === 0) return set(defaults[name], flag.valueSpan, { key: flag.span, via: 'default', hole });
  return set(read, flag.valueSpan, { key: flag.span, hole });
}

function readCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A health check as it stands behind its keyword; undefined for what Docker cannot express. */
function printProbe(probe: Probe): string | undefined {
  if (probe.handler === 'none') return 'NONE';
  const command = probe.handler === 'exec' && probe.command ? printCommand(probe.command) : undefined;
  if (command === undefined) return undefined;
  const options = optionNames.flatMap((name) => {
    const value = probe[name];
    if (value.state !== 'set' || value.via === 'default') return [];
    return [`--${flagNames[name]}=${name === 'retries' ? value.value : printDuration(value.value)} `];
  });
  return `${options.join('')}CMD ${command}`;
}
