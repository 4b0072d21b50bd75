import { scalersOf } from '../../core/index/link.js';
import { type Rollout, rolloutOf } from '../../core/model/rollout.js';
import type { Workload } from '../../core/model/workload.js';
import { type Locale, say, seconds, type Text } from '../../core/text.js';
import { noHole, set } from '../../core/value.js';
import { endsIn, type Insight, isUnder } from './write.js';

const texts = {
  rolling: {
    en: '`{cells}` · rollout: {least} of {replicas} serve at the worst moment, {most} run at the fullest, rounds: {rounds}',
    ru: '`{cells}` · обновление: в худший момент работают {least} из {replicas}, одновременно запущено до {most}, шагов: {rounds}',
  },
  ordered: {
    en: '`{cells}` · rollout one after the other: {least} of {replicas} serve meanwhile, steps: {rounds}',
    ru: '`{cells}` · обновление по одному: всё это время работают {least} из {replicas}, шагов: {rounds}',
  },
  nodes: {
    en: 'Rollout node by node, {least} at a time without a copy',
    ru: 'Обновление по узлам, одновременно без копии: {least}',
  },
  recreate: {
    en: '`{cells}` · rollout: every old copy ends before the first new one starts, so nobody serves until one is ready',
    ru: '`{cells}` · обновление: сначала завершатся все старые копии, и до готовности первой новой не ответит никто',
  },
  time: {
    en: 'At least {time} by the delays written here, plus the time a copy needs to start ({rounds} × {round})',
    ru: 'Не меньше {time} по записанным задержкам, не считая самого запуска копии ({rounds} × {round})',
  },
  start: {
    en: 'How long it takes: {rounds} × the time until a copy is ready',
    ru: 'Сколько займёт: {rounds} × время до готовности одной копии',
  },
  blind: {
    en: 'Without a readiness probe a copy counts as ready the moment it runs: the numbers hold for processes, not for answers',
    ru: 'Без readiness-пробы копия готова, как только запущена: числа верны для процессов, а не для ответов',
  },
  scaled: {
    en: 'Reckoned for the {replicas} that the autoscaler keeps at least',
    ru: 'Посчитано для {replicas} — минимума автомасштабирования',
  },
  swarm: {
    en: 'Swarm only; `docker compose up` stops and starts the containers without this order',
    ru: 'Только в Swarm; `docker compose up` меняет контейнеры без этого порядка',
  },
} satisfies Record<string, Text>;

const insight: Insight = {
  id: 'rollout',
  topics: ['disaster-recovery', 'health-checks'],
  isAskedBy: (key) =>
    isUnder(key, 'strategy', 'updateStrategy', 'update_config') || endsIn(key, 'replicas', 'minReadySeconds'),
  tell({ workload, index, locale, key }) {
    if (workload === undefined || key === undefined) return undefined;
    const scaled = scalersOf(index, workload)
      .map(({ fact }) => fact.minReplicas)
      .find((minimum) => minimum !== undefined && minimum > 0);
    const count = scaled === undefined ? workload.replicas : set(scaled, workload.anchor, { hole: noHole() });
    const rollout = rolloutOf(workload, count);
    if (rollout === undefined) return undefined;
    const lines = [lineOf(rollout, locale)];
    if (workload.format === 'compose') lines.push(say(texts.swarm, locale));
    else if (isBlind(workload)) lines.push(say(texts.blind, locale));
    else lines.push(timeOf(rollout, locale));
    if (scaled !== undefined) lines.push(say(texts.scaled, locale, { replicas: scaled }));
    return lines;
  },
};

export default insight;

function lineOf({ kind, replicas, least, most, rounds }: Rollout, locale: Locale): string {
  const served = Math.min(least, 20);
  const cells = `${'▮'.repeat(served)}${'▯'.repeat(Math.min(replicas, 20) - Math.min(served, replicas))}`;
  return say(texts[kind], locale, { cells, replicas, least, most, rounds });
}

function timeOf({ rounds, round, kind }: Rollout, locale: Locale): string {
  if (round === 0) return say(texts.start, locale, { rounds });
  const steps = kind === 'nodes' ? 1 : rounds;
  return say(texts.time, locale, { time: seconds(steps * round), rounds: steps, round: seconds(round) });
}

/** True when no container of the pod is asked whether it is ready. */
function isBlind({ containers }: Workload): boolean {
  return containers.every(({ role, readiness }) => role === 'init' || readiness.state === 'unset');
}
