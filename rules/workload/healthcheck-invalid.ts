import { findTestFault, timeFaults } from '../../core/model/health-test.js';
import { readGoDuration } from '../../core/model/quantity.js';
import { rule } from '../../core/rule.js';

const durations: readonly string[] = ['interval', 'timeout', 'start-period', 'start-interval'];

/** The least that the engine takes, in seconds. Zero stands for the default. */
const least = 0.001;

export default rule({
  id: 'healthcheck-invalid',
  on: 'document',
  kinds: ['dockerfile', 'compose'],
  topic: 'health-checks',
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: [
    'compose:healthcheck-test-prefix',
    'dockerfile-utils:FLAG_INVALID_DURATION',
    'dockerfile-utils:FLAG_LESS_THAN_1MS',
    'dockerfile-utils:FLAG_MISSING_DURATION',
    'dockerfile-utils:FLAG_UNKNOWN_UNIT',
    'dockerfile-utils:FLAG_AT_LEAST_ONE',
    'dockerfile-utils:INVALID_SYNTAX',
    'dockerfile-utils:UNKNOWN_TYPE',
    'dockerfile-utils:HEALTHCHECK_CMD_ARGUMENT_MISSING',
    'dockerfilelint:healthcheck_options_missing_args',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'A health check is one that Docker can run', ru: 'Проверку здоровья можно выполнить' },
    why: {
      en: 'Docker refuses it, or runs something else than what is written: the image does not build, the project does not start, or the check says nothing about the service.',
      ru: 'Docker отвергнет такую проверку или выполнит не то, что написано: образ не соберётся, проект не запустится, или проверка ничего не скажет о сервисе.',
    },
    duration: { en: '"{value}" is no duration such as "30s"', ru: '«{value}» — не длительность вида «30s»' },
    short: {
      en: 'The duration "{value}" is less than 1 ms',
      ru: 'Длительность «{value}» меньше 1 мс',
    },
    count: { en: '"{value}" is no number of retries', ru: '«{value}» — не число попыток' },
    flag: { en: 'HEALTHCHECK has no option "--{value}"', ru: 'У HEALTHCHECK нет параметра «--{value}»' },
    kind: {
      en: 'The check begins with "{value}", not with CMD, CMD-SHELL or NONE',
      ru: 'Проверка начинается с «{value}», а не с CMD, CMD-SHELL или NONE',
    },
    rest: {
      en: 'CMD-SHELL runs one text: "{value}" is no part of the command',
      ru: 'CMD-SHELL выполняет один текст: «{value}» в команду не входит',
    },
    fix: { en: 'Write how the check is run', ru: 'Указать, как запускать проверку' },
  },
  *check({ instruction, container }) {
    for (const each of instruction) {
      const check = each.keyword === 'ONBUILD' ? each.trigger : each;
      if (check?.keyword !== 'HEALTHCHECK' || check.words[0]?.text.toUpperCase() !== 'CMD') continue;
      for (const { name, value, span, valueSpan } of check.flags) {
        const say = faultOf(name, value);
        if (say === 'flag') yield { at: span, say, with: { value: name } };
        else if (say !== undefined && check.flag(name).state !== 'opaque')
          yield { at: valueSpan, say, with: { value } };
      }
    }
    const told = new Set<number>();
    for (const { workload, liveness } of container) {
      // An anchor is told once, however many services it serves.
      const faults = workload ? timeFaults(workload.cursor.at('healthcheck')) : [];
      for (const { fault, span, text } of faults.filter(({ span: { start } }) => !told.has(start))) {
        told.add(span.start);
        yield { at: span, say: fault, with: { value: text } };
      }
      const found = workload && findTestFault(workload.cursor.at('healthcheck', 'test'));
      if (found === undefined || liveness.state !== 'set' || liveness.via === 'inherited') continue;
      if (liveness.value.handler === 'none') continue;
      yield { at: found.span, say: found.fault, with: { value: found.text }, fix: () => found.fix() };
    }
  },
});

/** What the builder would not take, unless it is a variable. Empty values stand for the default. */
function faultOf(name: string, value: string): 'duration' | 'short' | 'count' | 'flag' | undefined {
  if (name !== 'retries' && !durations.includes(name)) return 'flag';
  if (value === '') return undefined;
  if (name === 'retries') return /^\+?\d{1,9}$/.test(value) ? undefined : 'count';
  const seconds = readGoDuration(value);
  if (seconds === undefined) return 'duration';
  return seconds < least && seconds !== 0 ? 'short' : undefined;
}
