import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { longestGap } from '../../../core/model/cron.js';

const hour = 3600;
const day = 24 * hour;

const gaps: readonly (readonly [schedule: string, gap: number | undefined])[] = [
  ['0 3 * * *', day],
  ['*/15 * * * *', 15 * 60],
  ['* * * * *', 60],
  ['0 */6 * * *', 6 * hour],
  ['30 2 * * 1-5', 3 * day],
  ['0 0 * * mon,thu', 4 * day],
  ['0 0 * * 7', 7 * day],
  ['0 0 1 * *', 31 * day],
  ['0 0 1 1 *', 366 * day],
  ['0 1,13 * * *', 12 * hour],
  ['0 1,3 * * *', 22 * hour],
  ['0 0 8-14 * sun', 7 * day],
  ['@hourly', hour],
  ['@daily', day],
  ['@weekly', 7 * day],
  ['@every 1h30m', 1.5 * hour],
  // With seconds in front, as CloudNativePG writes it.
  ['0 0 0 * * *', day],
  ['TZ=Europe/Berlin 0 3 * * *', day],
  // The 29th of February.
  ['0 0 29 feb *', 4 * 365 * day + day],
  ['0 0 31 2 *', undefined],
  ['@reboot', undefined],
  ['every night', undefined],
  ['0 25 * * *', undefined],
  ['0 3 * *', undefined],
  ['5-1 * * * *', undefined],
  ['*/0 * * * *', undefined],
  ['', undefined],
  ['{{ .Values.schedule }}', undefined],
];

for (const [schedule, gap] of gaps) {
  test(`"${schedule}" leaves ${gap === undefined ? 'nothing known' : `${gap / hour} h`}`, () => {
    equal(longestGap(schedule), gap);
  });
}
