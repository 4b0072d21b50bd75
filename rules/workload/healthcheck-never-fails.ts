import type { Edit } from '../../core/edit.js';
import {
  type CheckStep,
  findHiddenFailure,
  type HiddenFailure,
  unreadRequests,
} from '../../core/model/check-command.js';
import type { Probe } from '../../core/model/container.js';
import { execCommandOf } from '../../core/model/probe.js';
import { rule } from '../../core/rule.js';
import type { Value } from '../../core/value.js';

export default rule({
  id: 'healthcheck-never-fails',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  yieldsTo: ['healthcheck-invalid'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A health check fails when the service does',
      ru: 'Проверка здоровья падает вместе с сервисом',
    },
    why: {
      en: 'A check that always passes is worse than none: the container counts as healthy while it answers with errors or not at all, traffic keeps coming, and nobody restarts it.',
      ru: 'Проверка, которая всегда успешна, хуже её отсутствия: контейнер считается здоровым, хотя отвечает ошибками или не отвечает вовсе, трафик идёт, и никто его не перезапускает.',
    },
    masked: {
      en: 'The health check always passes: "{text}" hides every failure before it',
      ru: 'Проверка здоровья всегда успешна: «{text}» скрывает любую ошибку перед собой',
    },
    unread: {
      en: 'The health check passes on HTTP errors, too: "curl" runs without "--fail"',
      ru: 'Проверка здоровья успешна и при ошибках HTTP: «curl» запущен без «--fail»',
    },
    piped: {
      en: 'The health check always passes: its status is that of "{text}"',
      ru: 'Проверка здоровья всегда успешна: её код возврата — это код «{text}»',
    },
    constant: {
      en: 'The health check always passes: "{text}" looks at nothing',
      ru: 'Проверка здоровья всегда успешна: «{text}» ничего не проверяет',
    },
    fix: { en: 'Let the check fail', ru: 'Дать проверке падать' },
  },
  *check({ liveness, readiness, startup }, { document: { text } }) {
    for (const probe of [startup, liveness, readiness]) {
      // What a stage inherits is reported where it stands.
      if (probe.state !== 'set' || probe.via === 'inherited' || probe.value.command === undefined) continue;
      const found = findHiddenFailure(probe.value.command);
      if (found === undefined) continue;
      const { why, step, span } = found;
      const operator = why === 'masked' ? [step.position.after ?? ''] : [];
      const shown = [...operator, ...step.words.map((word) => word.text)].join(' ');
      yield {
        at: why === 'unread' ? nameOf(step) : span,
        say: why,
        with: { text: shown },
        fix: () => mended(probe, found, text),
      };
    }
  },
});

const nameOf = ({ words, span }: CheckStep) => words[0]?.span ?? span;

function mended(
  { value: { command, commandHole } }: Extract<Value<Probe>, { state: 'set' }>,
  { why, step, before }: HiddenFailure,
  text: string,
): readonly Edit[] | undefined {
  if (command === undefined || why === 'constant' || why === 'piped') return undefined;
  if (command.script === undefined) {
    const [program, ...options] = command.words.map((word) => word.text);
    return program === undefined || step.wrappers.length > 0
      ? undefined
      : commandHole.put(execCommandOf([program, '-f', ...options]));
  }
  const requests = unreadRequests(command).map((request): Edit => {
    const { end } = nameOf(request);
    return { span: { start: end, end }, text: ' -f' };
  });
  if (why === 'unread') return requests;
  const start = before?.span.end ?? step.span.start;
  const joint = text.slice(start, step.span.start).trim();
  return joint === '||' || joint === ';'
    ? [...requests, { span: { start, end: step.span.end }, text: ' || exit 1' }]
    : undefined;
}
