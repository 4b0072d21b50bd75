import { resolve } from 'node:path';
import type { ExplainedConfig, ExplainedPart, ExplainedRule, Written } from '../core/engine/explain-config.js';
import { jsonText } from '../core/report/json-text.js';
import type { OptionTable } from '../core/rule.js';
import type { Locale, Text } from '../core/text.js';
import { visible } from '../core/visible.js';
import { slashed } from '../server/host/walk.js';
import type { Io } from './io.js';
import type { Session } from './session.js';

/** What holds for a file and where that is written, for people or as JSON. Paths are relative to the working folder. */
export function printConfig(session: Session, file: string, asJson: boolean, locale: Locale, io: Io): string {
  const path = slashed(resolve(io.cwd, file));
  const shownAt = <T extends Written>(at: T): T => ({ ...at, path: session.shown(at.path) });
  const found = session.workspace.explainConfig(path);
  const config: ExplainedConfig = {
    ...found,
    configs: found.configs.map(session.shown),
    beside: found.beside.map(({ tool, at }) => ({ tool, at: shownAt(at) })),
    rules: found.rules.map((rule) => ({ ...rule, from: rule.from.map(shownAt) })),
    parts: found.parts.map((part) => ({ ...part, at: shownAt(part.at) })),
  };
  const shown = session.shown(path);
  return asJson ? jsonText({ path: shown, ...config }) : visibleLines(inText(shown, config, locale));
}

function visibleLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function inText(path: string, config: ExplainedConfig, locale: Locale): readonly string[] {
  const yes = (value: boolean): string => (value ? labels.yes : labels.no)[locale];
  const own = config.configs.at(-1);
  const bases = [`${labels.preset[locale]} ${config.preset}`, ...config.configs.slice(0, -1)];
  const facts: readonly (readonly [Text, string])[] = [
    [labels.format, config.format ?? labels.none[locale]],
    [labels.config, own ?? labels.defaults[locale]],
    [labels.bases, bases.join(', ')],
    [labels.ignored, yes(config.ignored)],
    [labels.foreign, yes(config.foreign)],
    [labels.beside, config.beside.map(({ tool, at }) => `${tool} ${placeOf(at)}`).join(', ')],
    [labels.reasons, yes(config.requireReason)],
    [labels.locked, config.locked.join(', ')],
    [labels.trusted, config.trusted.join(', ')],
    [labels.support, config.support.map(({ image, cycle, until }) => `${image} ${cycle} ${until}`).join(', ')],
    [labels.allowed, config.labels.allowed.join(', ')],
    [labels.unbounded, config.labels.unbounded.join(', ')],
  ];
  const told = facts.filter(([, value]) => value !== '').map(([label, value]) => [label[locale], value]);
  const rules = config.rules.map((rule) => ruleCells(rule, config.preset));
  const parts = config.parts.flatMap((part) => partLines(part, locale));
  return [
    path,
    ...columns(told),
    '',
    labels.rules[locale],
    ...columns(rules),
    ...(parts.length === 0 ? [] : ['', labels.parts[locale], ...parts]),
  ];
}

function ruleCells({ id, level, options, from }: ExplainedRule, preset: string): readonly string[] {
  const places = from.length === 0 ? preset : from.map(placeOf).join(', ');
  return [id, level, places, settingsOf(options)];
}

function settingsOf(options: OptionTable): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

function partLines({ kind, name, reason, at, rules }: ExplainedPart, locale: Locale): readonly string[] {
  const selectors = [
    ...(kind === undefined ? [] : [`kind ${kind.join(', ')}`]),
    ...(name === undefined ? [] : [`name ${name.join(', ')}`]),
  ];
  const head = `  ${selectors.join('; ')}  ${placeOf({ ...at, reason })}`;
  return [
    head,
    ...columns(rules.map(({ id, level, options }) => [id, level ?? labels.options[locale], settingsOf(options)])).map(
      (line) => `  ${line}`,
    ),
  ];
}

function placeOf({ path, line, reason }: Written): string {
  return reason === undefined ? `${path}:${line}` : `${path}:${line} (${reason})`;
}

/** Cells below each other, two blanks apart. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

const labels = {
  format: { en: 'format', ru: 'формат' },
  config: { en: 'configuration', ru: 'настройки' },
  bases: { en: 'builds upon', ru: 'основа' },
  preset: { en: 'preset', ru: 'набор' },
  ignored: { en: 'ignored', ru: 'пропускается' },
  foreign: { en: 'suppressions of other tools count', ru: 'подавления других инструментов действуют' },
  beside: { en: 'left to other tools what they tell', ru: 'сообщают другие инструменты' },
  reasons: { en: 'suppressions need a reason', ru: 'подавлениям нужна причина' },
  locked: { en: 'locked', ru: 'закреплено' },
  trusted: { en: 'trusted registries', ru: 'доверенные реестры' },
  support: { en: 'support dates', ru: 'сроки поддержки' },
  allowed: { en: 'allowed labels', ru: 'разрешённые метки' },
  unbounded: { en: 'unbounded labels', ru: 'метки без предела' },
  rules: { en: 'rules, with what decides about them', ru: 'правила и чем они заданы' },
  parts: { en: 'for these objects and services only', ru: 'только для этих объектов и сервисов' },
  options: { en: 'options only', ru: 'только параметры' },
  defaults: { en: 'none, the defaults hold', ru: 'нет, действуют умолчания' },
  none: { en: 'none of the known ones', ru: 'неизвестен' },
  yes: { en: 'yes', ru: 'да' },
  no: { en: 'no', ru: 'нет' },
} satisfies Record<string, Text>;
