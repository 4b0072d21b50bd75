import type { InsightPlace } from '../../core/engine/insight.js';
import { type BackupJob, backupJobs, backupsOf, isBackupTool } from '../../core/index/link.js';
import type { Container } from '../../core/model/container.js';
import { findLostData } from '../../core/model/data-place.js';
import { factsOf } from '../../core/model/image-facts.js';
import type { Workload } from '../../core/model/workload.js';
import { contains } from '../../core/span.js';
import { type Locale, say, type Text } from '../../core/text.js';
import { known } from '../../core/value.js';
import { code, endsIn, type Insight, nameOfPlace } from './write.js';

const texts = {
  schedule: {
    en: '{schedule} leaves at most {gap} between two runs: RPO up to {gap} and the time a run takes, {tier}',
    ru: '{schedule}: между запусками проходит до {gap}. RPO — до {gap} плюс время самой копии, {tier}',
  },
  tier: { en: 'tier {tier}', ru: 'уровень {tier}' },
  beyond: { en: 'beyond tier 4', ru: 'хуже уровня 4' },
  source: {
    en: '*Backup {name} from {place}; counted only if the copy lies elsewhere.*',
    ru: '*Копия {name}: {place}; считается, только если лежит в другом месте.*',
  },
  none: {
    en: 'Nothing in this workspace backs it up by a schedule: the RPO is that of a backup elsewhere, else everything',
    ru: 'В этой рабочей области никто не делает его копий по расписанию: RPO такое, как у копии в другом месте, а без неё пропадёт всё',
  },
  ends: {
    en: '{directory} is on a volume that ends with the pod: each new pod begins empty, so the RPO is everything',
    ru: '{directory} на томе, который исчезает вместе с подом: новый под начнёт с пустого места, RPO — всё',
  },
  lost: {
    en: '{directory} is on no volume: each new container begins empty, so the RPO is everything',
    ru: '{directory} не на томе: каждый новый контейнер начинает с пустого места, RPO — всё',
  },
  copies: {
    en: '{replicas} copies outlive a machine; a dropped table is dropped in all of them',
    ru: 'Копий {replicas}: потерю машины переживут, а удалённая таблица удалится во всех',
  },
  single: {
    en: 'One copy: when its node dies, Kubernetes moves it after about 6 min (50 s until the node counts as lost, then 300 s), so an RTO < 5 min (tier 1) is out of reach',
    ru: 'Копия одна: если её узел умрёт, Kubernetes переселит её минут через 6 (50 с, пока узел сочтут потерянным, и ещё 300 с); RTO < 5 мин (уровень 1) недостижимо',
  },
  bound: {
    en: 'One copy of a StatefulSet: when its node dies, it waits until somebody removes the node or the pod',
    ru: 'Одна копия StatefulSet: если её узел умрёт, она будет ждать, пока кто-то не удалит узел или под',
  },
} satisfies Record<string, Text>;

const hour = 3600;

/** Recovery point and tier, in seconds. */
const tiers: readonly (readonly [longest: number, tier: number])[] = [
  [60, 1],
  [hour, 2],
  [24 * hour, 3],
  [7 * 24 * hour, 4],
];

const insight: Insight = {
  id: 'recovery',
  topics: ['disaster-recovery', 'backup', 'volume-types'],
  isAskedBy: (key) =>
    key.kind === 'image' ||
    key.kind === 'mount' ||
    key.kind === 'argument' ||
    key.kind === 'variable' ||
    endsIn(key, 'schedule', 'replicas', 'volumes', 'volumeMounts', 'volumeClaimTemplates', 'persistentVolumeClaim'),
  tell(place) {
    const { document, index, locale, key, workload } = place;
    const job = backupJobs(index).find((each) => each.place.document === document && isAt(each, place));
    if (job !== undefined) return scheduleLine(job, locale);
    if (key?.kind === 'variable' || key?.kind === 'argument') return undefined;
    const container = place.container ?? workload?.containers.find(isStore);
    const lines: string[] = [];
    if (container !== undefined && isStore(container) && isAsked(container, place))
      lines.push(...ofStore(place, container));
    if (key !== undefined && endsIn(key, 'replicas') && workload !== undefined)
      lines.push(...ofCopies(workload, locale));
    return lines.length === 0 ? undefined : lines;
  },
};

export default insight;

/** At the schedule, or at the tool in the same workload. */
function isAt({ place: { document, span } }: BackupJob, { span: at, key, workload }: InsightPlace): boolean {
  if (contains(span, at) || (key !== undefined && endsIn(key, 'spec.schedule') && document.variant !== 'CronJob'))
    return true;
  const isTool = key?.kind === 'argument' && isBackupTool(key.text);
  const isWord = key !== undefined && (endsIn(key, 'schedule') || isTool || key.kind === 'image');
  const isIn = workload !== undefined && contains(workload.cursor.span, span);
  return isIn && (isWord || (key?.kind === 'variable' && /SCHEDULE|CRON|INTERVAL/.test(key.name)));
}

/** Servers that keep records; caches may lose theirs. */
function isStore({ image, role }: Container): boolean {
  const facts = image.state === 'set' ? factsOf(image.value) : undefined;
  return role === 'main' && facts?.role === 'database' && !facts.volatile;
}

/** A mount is asked about only where it holds the data. */
function isAsked(container: Container, { key, span }: InsightPlace): boolean {
  if (key?.kind !== 'mount') return true;
  const data = container.image.state === 'set' ? (factsOf(container.image.value)?.data ?? []) : [];
  const mount = known(container.mounts)?.find((each) => contains(each.span, span));
  return data.some((directory) => directory.startsWith(mount?.target ?? '?'));
}

function ofStore(place: InsightPlace, container: Container): readonly string[] {
  const { locale, index, document } = place;
  const lost = findLostData(container);
  if (lost !== undefined) {
    return [say(lost.volume === undefined ? texts.lost : texts.ends, locale, { directory: code(lost.directory) })];
  }
  const jobs = backupsOf(index, container, document.path).filter(({ gap }) => gap !== undefined);
  const best = [...jobs].sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0))[0];
  if (best === undefined) return [say(texts.none, locale)];
  const where = nameOfPlace(place, best.place);
  return [...(scheduleLine(best, locale) ?? []), say(texts.source, locale, { name: code(best.name), place: where })];
}

function scheduleLine({ schedule, gap }: BackupJob, locale: Locale): readonly string[] | undefined {
  if (gap === undefined) return undefined;
  const tier = tiers.find(([longest]) => gap <= longest)?.[1];
  const named = tier === undefined ? texts.beyond : texts.tier;
  const says = { en: say(named, 'en', { tier: tier ?? 0 }), ru: say(named, 'ru', { tier: tier ?? 0 }) };
  return [say(texts.schedule, locale, { schedule: code(schedule), gap: lengthOf(gap), tier: says })];
}

/** A length of time in the largest unit that keeps it whole. */
function lengthOf(seconds: number): Text {
  const units: readonly (readonly [number, string, string])[] = [
    [24 * hour, 'days', 'сут.'],
    [hour, 'h', 'ч'],
    [60, 'min', 'мин'],
  ];
  for (const [size, en, ru] of units) {
    const count = seconds / size;
    if (Number.isInteger(count) && (size < 24 * hour || count > 1))
      return { en: `${count}\u00a0${en}`, ru: `${count}\u00a0${ru}` };
  }
  return { en: `${seconds}\u00a0s`, ru: `${seconds}\u00a0с` };
}

/** How long a lost machine is felt. Source: https://kubernetes.io/docs/concepts/architecture/nodes/#condition */
function ofCopies(workload: Workload, locale: Locale): readonly string[] {
  const { kind, replicas, containers, spec } = workload;
  const count = known(replicas);
  if (count === undefined) return [];
  if (count > 1) return containers.some(isStore) ? [say(texts.copies, locale, { replicas: count })] : [];
  if (count !== 1 || spec.at('tolerations').kind !== 'missing') return [];
  if (kind === 'StatefulSet') return [say(texts.bound, locale)];
  return kind === 'Deployment' ? [say(texts.single, locale)] : [];
}
