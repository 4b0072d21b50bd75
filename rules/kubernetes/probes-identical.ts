import type { Probe } from '../../core/model/container.js';
import { isSameQuestion, toleranceOf } from '../../core/model/probe-question.js';
import { put, rule } from '../../core/rule.js';
import { seconds } from '../../core/text.js';

/** Words in a path that say it asks whether traffic may come, which depends on others. */
const deep = ['ready', 'readyz', 'readiness', 'deep'];

export default rule({
  id: 'probes-identical',
  on: 'container',
  kinds: ['kubernetes'],
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  same: ['kube-score:pod-probes-identical'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'Liveness forgives more than readiness',
      ru: 'Liveness терпеливее, чем readiness',
    },
    why: {
      en: 'Readiness takes a pod out of rotation, liveness kills it. When both ask the same and give up at the same moment, there is no time to recover: an overload, or a slow dependency, restarts every pod at once.',
      ru: 'Readiness выводит под из балансировки, liveness убивает его. Если обе пробы спрашивают одно и то же и сдаются одновременно, времени восстановиться нет: перегрузка или медленная зависимость перезапускают все поды разом.',
    },
    same: {
      en: 'Liveness and readiness ask the same and give up at the same time, after {readiness}',
      ru: 'Liveness и readiness проверяют одно и то же и сдаются одновременно, через {readiness}',
    },
    sooner: {
      en: 'Liveness asks the same as readiness and gives up sooner: after {liveness} instead of {readiness}',
      ru: 'Liveness проверяет то же, что readiness, но сдаётся раньше: через {liveness}, а не через {readiness}',
    },
    fix: {
      en: 'Raise the failureThreshold of liveness to {wanted}',
      ru: 'Поднять failureThreshold у liveness до {wanted}',
    },
  },
  *check(container) {
    const { job, liveness, readiness } = container;
    if (job || liveness.state !== 'set' || readiness.state !== 'set') return;
    // An open port is the shallowest of questions; nothing but the program itself can close it.
    if (liveness.value.handler === 'tcp' || !isSameQuestion(container, liveness.value, readiness.value)) return;
    const { interval, retries } = liveness.value;
    const patience = toleranceOf(liveness.value);
    const least = toleranceOf(readiness.value);
    if (patience === undefined || least === undefined || interval.state !== 'set' || patience > least) return;
    const wanted = Math.max(Math.ceil((2 * least) / interval.value), 6);
    yield {
      at: liveness.key ?? liveness.span,
      say: patience === least ? 'same' : 'sooner',
      with: { liveness: seconds(patience), readiness: seconds(least), wanted },
      also: [{ place: readiness.key ?? readiness.span, note: { en: 'the readiness probe', ru: 'проба readiness' } }],
      ...(asksReadiness(liveness.value) ? { level: 'warning' } : {}),
      fix: () => put(retries, wanted),
    };
  },
});

function asksReadiness({ http }: Probe): boolean {
  const words = http?.path.state === 'set' ? http.path.value.toLowerCase().split(/[^a-z]+/) : [];
  return words.some((word) => deep.includes(word));
}
