const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** https://pkg.go.dev/github.com/robfig/cron/v3#hdr-Predefined_schedules, which Kubernetes and most tools read. */
const named: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Long enough for the 29th of February. */
const daysLookedAt = 3000;

/**
 * The longest time between two runs of a schedule, in seconds, over years. Six fields begin with seconds, which are left
 * out of account. Undefined for text that is no schedule, or one that never or once runs.
 */
export function longestGap(schedule: string): number | undefined {
  const text = schedule.trim();
  const every = /^@every\s+(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(text);
  if (every) {
    const [, hours = 0, minutes = 0, seconds = 0] = every;
    return Number(hours) * hour + Number(minutes) * minute + Number(seconds) || undefined;
  }
  const written = (named[text.toLowerCase()] ?? text.replace(/^(?:CRON_)?TZ=\S+\s+/, '')).split(/\s+/);
  const fields = written.length === 6 ? written.slice(1) : written;
  const [minutes, hours, dates, months_, days] = [
    readField(fields[0], 0, 59),
    readField(fields[1], 0, 23),
    readField(fields[2], 1, 31),
    readField(fields[3], 1, 12, months),
    readField(fields[4], 0, 7, weekdays),
  ];
  if (fields.length !== 5 || !minutes || !hours || !dates || !months_ || !days) return undefined;
  if (days.has(7)) days.add(0);
  const times = [...hours].flatMap((h) => [...minutes].map((m) => h * hour + m * minute)).sort((a, b) => a - b);
  // With both fields restricted a day counts when either fits.
  const isEither = !isStar(fields[2]) && !isStar(fields[4]);
  const start = Date.UTC(2024, 0, 1);
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  let longest = Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] ?? 0)));
  let before: number | undefined;
  for (let index = 0; index < daysLookedAt; index++) {
    const date = new Date(start + index * day * 1000);
    const fitsDate = dates.has(date.getUTCDate());
    const fitsDay = days.has(date.getUTCDay());
    if (!months_.has(date.getUTCMonth() + 1) || !(isEither ? fitsDate || fitsDay : fitsDate && fitsDay)) continue;
    if (before !== undefined) longest = Math.max(longest, (index - before) * day + first - last);
    before = index;
  }
  return longest === 0 ? undefined : longest;
}

function isStar(field: string | undefined): boolean {
  return field === undefined || field.startsWith('*') || field === '?';
}

/** The values of one field: lists, ranges, steps, names. */
function readField(
  field: string | undefined,
  from: number,
  to: number,
  names: readonly string[] = [],
): Set<number> | undefined {
  if (field === undefined) return undefined;
  const values = new Set<number>();
  const number = (text: string): number => {
    const name = names.indexOf(text.toLowerCase());
    return name >= 0 ? name + (names === months ? 1 : 0) : Number(text);
  };
  for (const part of field.split(',')) {
    const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part);
    if (match === null) return undefined;
    const [, head = '', end, step] = match;
    const isAll = head === '*' || head === '?';
    const first = isAll ? from : number(head);
    const last = end !== undefined ? number(end) : isAll || step !== undefined ? to : first;
    const by = Number(step ?? 1);
    if (!(first >= from && last <= to && first <= last && by > 0)) return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}
