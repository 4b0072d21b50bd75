import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Document } from './document.js';
import { judgeSecret, judgeText, type SecretJudgement } from './secret.js';
import { isConnection } from './secret-place.js';

/** A secret in the configuration of a server or an agent. */
export interface SettingSecret extends SecretJudgement {
  /** The key that holds it, or that holds the list it stands in. */
  readonly name: string;
  readonly span: Span;
}

/** What lies below these is about labels and lines of logs, whose names and texts may be any. */
const apart: ReadonlySet<string> = new Set(
  (
    'labels external_labels relabel_configs metric_relabel_configs write_relabel_configs alert_relabel_configs ' +
    'match match_re source_match source_match_re target_match target_match_re pipeline_stages processors attributes'
  ).split(' '),
);

/**
 * Who asks, and no secret: its secret half is `secret_key`. Source: Prometheus, "Configuration", `ec2_sd_config`
 * (`access_key: <string>`, `secret_key: <secret>`); so do `scaleway_sd_config`, `outscale_sd_config` and `sigv4`.
 */
const identifiers: ReadonlySet<string> = new Set(['access_key']);

/**
 * Passwords, tokens and keys that a configuration holds by their names (`basic_auth.password`, `bearer_token`), and
 * addresses with a password in them. What is known by the shape of its provider has a rule of its own. Yields undefined
 * behind each place that was looked at.
 */
export function* secretsInSettings({ root }: Document): Generator<SettingSecret | undefined> {
  // What an anchor says for several is told once.
  const seen = new Set<number>();
  const waiting: { readonly name: string; readonly cursor: Cursor }[] = root ? [{ name: '', cursor: root }] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, cursor } = next;
    if (seen.has(cursor.span.start)) continue;
    seen.add(cursor.span.start);
    for (const entry of cursor.entries()) if (!apart.has(entry.name)) waiting.push(entry);
    for (const item of cursor.items()) {
      if (item.kind === 'scalar') yield* connectionsOf(name, item);
      else waiting.push({ name, cursor: item });
    }
    if (cursor.kind === 'scalar') yield* secretsOf(name, cursor);
    yield undefined;
  }
}

function secretsOf(name: string, cursor: Cursor): readonly SettingSecret[] {
  const connections = connectionsOf(name, cursor);
  if (connections.length > 0) return connections;
  if (cursor.scalar === undefined || identifiers.has(name)) return [];
  const judged = judgeSecret(name, cursor.scalar);
  return judged?.why === 'name' ? [{ ...judged, name, span: cursor.span }] : [];
}

function connectionsOf(name: string, cursor: Cursor): readonly SettingSecret[] {
  const source = cursor.source();
  if (source === undefined) return [];
  return judgeText(source.text)
    .filter(({ why }) => isConnection(why))
    .map((secret) => ({ ...secret, name, span: source.locate(secret.span) }));
}
