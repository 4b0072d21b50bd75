import type { ReadinessPillar, Status } from '../readiness/item.js';
import type { Range } from '../span.js';
import type { Text } from '../text.js';

/** Names of the statuses, as they stand beside an item. */
export const statusNames: Readonly<Record<Status, Text>> = {
  met: { en: 'met', ru: 'есть' },
  partly: { en: 'partly', ru: 'частично' },
  missing: { en: 'missing', ru: 'нет' },
  unseen: { en: 'cannot be seen', ru: 'не видно' },
  attested: { en: 'attested', ru: 'засвидетельствовано' },
};

export const pillarTitles: Readonly<Record<ReadinessPillar, Text>> = {
  observability: { en: 'Observability', ru: 'Наблюдаемость' },
  performance: { en: 'Performance', ru: 'Производительность' },
  security: { en: 'Security', ru: 'Безопасность' },
  reliability: { en: 'Reliability', ru: 'Надёжность' },
};

/** Everything else the printers of the checklist say. */
export const readinessTexts = {
  title: { en: 'Production readiness', ru: 'Готовность к эксплуатации' },
  asOf: { en: 'As of {date}, by Seaworthy {version}', ru: 'На {date}, Seaworthy {version}' },
  noScore: {
    en: 'Counts, and no score: one missing backup outweighs all that is met',
    ru: 'Счёт без оценки: одна ненастроенная резервная копия перевешивает всё остальное',
  },
  next: { en: 'The next steps with the most effect', ru: 'Следующие шаги с наибольшим эффектом' },
  nothingOpen: { en: 'Nothing is open', ru: 'Открытых пунктов нет' },
  findings: { en: 'Findings that speak against it: {count}', ru: 'Замечаний против: {count}' },
  first: { en: 'the first', ru: 'первое' },
  topic: { en: 'Topic', ru: 'Тема' },
  learn: { en: 'seaworthy explain {topic}', ru: 'seaworthy explain {topic}' },
  overview: { en: 'Overview', ru: 'Обзор' },
  pillar: { en: 'Pillar', ru: 'Раздел' },
  picture: {
    en: 'Four bars, one for each pillar, of six squares, one for each item, coloured by status; the table below says the same',
    ru: 'Четыре полосы, по одной на раздел, из шести квадратов, по одному на пункт; цвет показывает состояние. То же сказано в таблице ниже',
  },
  item: { en: 'Item', ru: 'Пункт' },
  status: { en: 'Status', ru: 'Состояние' },
  evidence: { en: 'Evidence', ru: 'Свидетельства' },
  places: { en: 'Places: {count}', ru: 'Мест: {count}' },
  more: { en: 'and {count} more', ru: 'и ещё {count}' },
  gap: { en: 'lacking', ru: 'недостаёт' },
  nextStep: { en: 'Next', ru: 'Что сделать' },
  attestedBy: { en: 'Attested by {who}, {when}', ru: 'Засвидетельствовано: {who}, {when}' },
  notCounted: { en: 'the files say otherwise', ru: 'файлы говорят иное' },
  workloads: { en: 'Workloads', ru: 'Рабочие нагрузки' },
  workload: { en: 'Workload', ru: 'Нагрузка' },
  container: { en: 'Container', ru: 'Контейнер' },
  replicas: { en: 'Copies', ru: 'Копии' },
  memory: { en: 'Memory limit', ru: 'Лимит памяти' },
  cpu: { en: 'CPU limit', ru: 'Лимит CPU' },
  checks: { en: 'Checks', ru: 'Проверки' },
  grace: { en: 'Grace period', ru: 'Время на завершение' },
  image: { en: 'Image', ru: 'Образ' },
  support: { en: 'Support of the image', ru: 'Поддержка образа' },
  none: { en: 'none', ru: 'нет' },
  unknown: { en: 'unknown', ru: 'неизвестно' },
  ends: { en: '{product} {cycle} until {date}, {left} left', ru: '{product} {cycle} до {date}, осталось {left}' },
  ended: { en: '{product} {cycle} ended on {date}', ru: '{product} {cycle}: поддержка закончилась {date}' },
  endedOnce: { en: '{product} {cycle} has ended', ru: '{product} {cycle}: поддержка закончилась' },
  noEnd: { en: '{product} {cycle}, no end announced', ru: '{product} {cycle}, срок не объявлен' },
  byRule: { en: 'Findings by rule', ru: 'Замечания по правилам' },
  rule: { en: 'Rule', ru: 'Правило' },
  summary: { en: 'What it asks', ru: 'Что проверяет' },
  level: { en: 'Level', ru: 'Уровень' },
  count: { en: 'Findings', ru: 'Замечаний' },
  firstPlace: { en: 'First place', ru: 'Первое место' },
  noFindings: { en: 'No findings', ru: 'Замечаний нет' },
  noWorkloads: { en: 'No workload is deployed by these files', ru: 'Эти файлы не запускают ни одной нагрузки' },
  legend: {
    en: 'Met: the files show it. Partly: they show a part, or also where it is lacking. Missing: they would show it and do not. Cannot be seen: files like these would not show it. Attested: somebody vouches for it in .seaworthy.yaml',
    ru: 'Есть: это видно по файлам. Частично: видна часть или видно и то, где недостаёт. Нет: было бы видно, но не видно. Не видно: такие файлы этого не показывают. Засвидетельствовано: кто-то ручается за это в .seaworthy.yaml',
  },
} satisfies Readonly<Record<string, Text>>;

/** `path:line:column`, counted from one as editors do; a mark on a whole file is its path. */
export function placeText({ path, range }: { readonly path: string; readonly range: Range }): string {
  const { start, end } = range;
  const isWhole = start.line + start.character + end.line + end.character === 0;
  return isWhole ? path : `${path}:${start.line + 1}:${start.character + 1}`;
}
