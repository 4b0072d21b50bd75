const unitSeconds: Readonly<Record<string, number>> = {
  y: 365 * 86400,
  w: 7 * 86400,
  d: 86400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

const shape = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/**
 * Seconds of a Prometheus duration: units from `y` to `ms`, each once and in this order, or `0`. Undefined for
 * anything else. Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<duration>`).
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (text === '' || !shape.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/gy)) {
    total += Number(amount) * (unitSeconds[unit ?? ''] ?? 0);
  }
  // Milliseconds are the finest unit; this takes back what binary fractions add.
  return Math.round(total * 1000) / 1000;
}

/** A duration as a person writes it (`5m`, `1h30m`); weeks and years stay days. Negative amounts read as `0s`. */
export function formatDuration(seconds: number): string {
  let left = Math.round(seconds * 1000);
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const) {
    const amount = Math.floor(left / size);
    if (amount <= 0) continue;
    text += `${amount}${unit}`;
    left -= amount * size;
  }
  return text === '' ? '0s' : text;
}
