import type { CheckerOptions } from '../core/checker.js';
import type { Locale } from '../core/text.js';
import type { Product } from './io.js';

/** How the files of a run are looked at: plain data, alike in all threads of the run. */
export interface Outlook {
  readonly locale: Locale;
  readonly today: string;
  readonly config: NonNullable<CheckerOptions['config']>;
  readonly suppressions: boolean;
  /** As in `CheckerOptions`. */
  readonly once: boolean;
}

/** Milliseconds that one rule may take over one document: long enough for any machine that is merely busy. */
const patience = 30_000;

/** What the checker of a run is made from. */
export function checkerOptions(
  { locale, today, config, suppressions, once }: Outlook,
  product: Product,
): CheckerOptions {
  return {
    rules: product.rules,
    version: product.version,
    locale,
    today: () => today,
    budget: { milliseconds: patience, now: () => process.uptime() * 1000 },
    config,
    suppressions,
    once,
    items: product.items ?? [],
  };
}
