import { dependentsIn, hasPods, usersOf } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { isOnRequest } from '../../core/model/serving.js';
import { rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';

export default rule({
  id: 'healthcheck-disabled',
  on: 'container',
  kinds: ['dockerfile', 'compose'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  // A check that is switched off is a decision: only who asks for everything hears of it.
  preset: 'strict',
  level: 'hint',
  fix: 'none',
  since: '0.1.0',
  text: {
    summary: { en: 'The health check is not switched off', ru: 'Проверка здоровья не отключена' },
    why: {
      en: 'Without a check "up" only means that the process has not ended: nothing notices that the service hangs, and nothing can wait until it is ready.',
      ru: 'Без проверки «работает» значит лишь, что процесс не завершился: никто не заметит, что сервис завис, и дождаться его готовности нельзя.',
    },
    off: { en: 'The health check is switched off', ru: 'Проверка здоровья отключена' },
  },
  *check(container, { document, index }) {
    const { format, role, job, liveness } = container;
    if (liveness.state !== 'set' || liveness.via === 'inherited' || liveness.value.handler !== 'none') return;
    if (job || document.partial === 'override') return;
    if (format === 'compose') {
      // That a service waits for it in vain is an error with a rule of its own.
      const isAwaited = dependentsIn(document).waiters.has(container.name);
      if (!isAwaited && !isOnRequest(container)) yield { at: placeIn(container) ?? liveness.span, say: 'off' };
      return;
    }
    const stage = document.stage.find((each) => each.container === container);
    if (stage === undefined || role === 'build') return;
    // Pods have probes, and a service may have a check of its own.
    const users = usersOf(index, stage, document.path);
    const isForPods = hasPods(index);
    const isChecked = users.every(
      ({ container: user }) => user.format === 'kubernetes' || user.job || user.liveness.state !== 'unset',
    );
    if (users.length === 0 ? isForPods : isChecked) return;
    yield { at: liveness.span, say: 'off' };
  },
});

/** What switches the check of a service off: the flag, or the list with NONE. */
function placeIn({ workload }: Container): Span | undefined {
  const check = workload?.cursor.at('healthcheck');
  const flag = check?.at('disable');
  const place = flag?.kind === 'scalar' ? flag : check?.at('test');
  return place?.kind === 'scalar' || place?.kind === 'list' ? place.span : undefined;
}
