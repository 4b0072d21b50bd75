import { type Locale, say, type Text } from '../../core/text.js';
import { type Written, type WrittenEntry, writeYaml } from '../../core/yaml/write.js';
import type { Left, Taken, TakenRule } from './taken.js';

const value = (text: string, note?: string): Written => ({
  kind: 'value',
  value: text,
  ...(note === undefined ? {} : { note }),
});
const list = (items: readonly Written[]): Written => ({ kind: 'list', items });

/** Text of a configuration file. Comments tell where each entry comes from, and what was left behind. */
export function configText(taken: Taken | undefined, tool: string | undefined, locale: Locale): string {
  const head = [
    texts.head[locale],
    ...(tool === undefined ? [] : [say(texts.from, locale, { tool })]),
    texts.docs[locale],
  ].join('\n');
  const entries = taken === undefined ? [] : takenEntries(taken, locale);
  const preset = taken?.preset;
  const root: Written = {
    kind: 'map',
    entries: [{ name: 'extends', value: value(preset?.name ?? 'recommended', preset?.from) }, ...entries],
  };
  const tail = taken === undefined ? texts.sample[locale] : leftBehind(taken.left, locale);
  return writeYaml(root, { head, ...(tail === undefined ? {} : { tail }) });
}

function takenEntries({ rules, overrides, ignore, trusted }: Taken, locale: Locale): readonly WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  const table = (all: readonly TakenRule[]): Written => ({
    kind: 'map',
    entries: all.map(({ rule, level, from }) => ({ name: rule, value: value(level, from) })),
  });
  if (rules.length > 0) entries.push({ name: 'rules', value: table(rules) });
  if (overrides.length > 0) {
    const items = overrides.map(
      ({ formats, files, reason, rules: some }): Written => ({
        kind: 'map',
        entries: [
          { name: 'kinds', value: list(formats.map((format) => value(format))) },
          ...(files === undefined ? [] : [{ name: 'files', value: list(files.map((glob) => value(glob))) }]),
          ...(reason === undefined ? [] : [{ name: 'reason', value: value(reason) }]),
          { name: 'rules', value: table(some) },
        ],
      }),
    );
    entries.push({ name: 'overrides', value: list(items) });
  }
  if (ignore.length > 0) {
    entries.push({ name: 'ignore', value: list(ignore.map(({ glob, from }) => value(glob, from))) });
  }
  if (trusted.length > 0) {
    const items = trusted.map(({ registry, from }) => value(registry, from));
    const above = texts.trusted[locale];
    const inside = [{ name: 'trusted', value: list(items) }];
    entries.push({ name: 'images', value: { kind: 'map', entries: inside }, above });
  }
  return entries;
}

function leftBehind(left: readonly Left[], locale: Locale): string | undefined {
  if (left.length === 0) return undefined;
  return [texts.left[locale], ...left.map(({ what, why }) => `  ${what}: ${say(why, locale)}`)].join('\n');
}

const texts = {
  head: { en: 'Configuration of Seaworthy.', ru: 'Настройки Seaworthy.' },
  from: {
    en: 'Taken over from {tool}; comments name what each entry comes from.',
    ru: 'Взято из {tool}; в комментариях сказано, откуда каждая запись.',
  },
  docs: {
    en: 'https://github.com/seaworthy/seaworthy/blob/main/docs/configuration.md',
    ru: 'https://github.com/seaworthy/seaworthy/blob/main/docs/configuration.md',
  },
  trusted: { en: 'Images from anywhere else are an error.', ru: 'Образы из других мест — ошибка.' },
  left: { en: 'Not taken over:', ru: 'Не взято:' },
  sample: {
    en: `More that may stand here:

rules:
  image-tag-unpinned: error    # off, on, error, warning, info, hint
overrides:
  - files: ["dev/**"]
    rules:
      healthcheck-missing: off
ignore:
  - vendor/**
requireReason: true            # suppressions have to say why`,
    ru: `Здесь может быть и другое:

rules:
  image-tag-unpinned: error    # off, on, error, warning, info, hint
overrides:
  - files: ["dev/**"]
    rules:
      healthcheck-missing: off
ignore:
  - vendor/**
requireReason: true            # у подавлений должна быть причина`,
  },
} satisfies Record<string, Text>;
