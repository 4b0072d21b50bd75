import { type SourceText, sliceSource } from '../source.js';
import type { Span } from '../span.js';
import { judgeFile, judgeNamed, judgeSecret, judgeText, type SecretJudgement } from './secret.js';
import { isPasswordName, isSecretName, wordsOf } from './secret-name.js';
import { isWellKnown } from './secret-value.js';

/** A secret in an entry of a ConfigMap. */
export interface ConfigSecret extends SecretJudgement {
  readonly span: Span;
  /** The setting inside an embedded file that holds it; undefined when the entry itself does, or its shape alone tells. */
  readonly setting: string | undefined;
}

/** Endings of files that hold settings, one a line. Everything else is program text, judged by shapes alone. */
const settingFiles = /(?:^|\.)(?:env|properties|ini|conf|cfg|config|toml|ya?ml|json|settings)$/i;
const settingHead =
  /^[ \t]*(?:- )?(?:export )?(?:\/\/[^\s=]{1,200}:)?["']?([A-Za-z_][\w./-]{0,100})["']?[ \t]{0,20}[:=][ \t]{0,20}/;
/** Texts for people: `login.password=Password`. */
const forPeople = new Set(['messages', 'message', 'i18n', 'locale', 'locales', 'translation', 'translations', 'lang']);

/** Settings of Redis and its kin, which has a blank where others have a sign. */
const blankHead = /^[ \t]*(requirepass|masterauth)[ \t]{1,20}(?![:=])/i;

/**
 * Secrets in an entry of a ConfigMap: the value by its key, or, where the value is a file, every setting in it and
 * everything that is known by its shape. `running` says that the text is what runs, so that a password such as `changeme`
 * waits for nobody to change it.
 */
export function findSecretsInEntry(key: string, source: SourceText, running = false): readonly ConfigSecret[] {
  const { text } = source;
  const whole = { start: 0, end: text.length };
  // `db.password` is a name, `app.conf` that of a file.
  if (!text.trim().includes('\n') && (isSecretName(key) || !/\.[A-Za-z]{2,10}$/.test(key))) {
    const judged = judgeSecret(key, text);
    if (judged === undefined || judged.verdict === 'suspect' || isObjectName(key, text)) return [];
    return [{ ...judged, span: source.locate(whole), setting: undefined }];
  }
  const shapes = judgeFile(text).map(
    ({ span, ...judged }): ConfigSecret => ({ ...judged, span: source.locate(span), setting: undefined }),
  );
  const isSettings = settingFiles.test(key) || (!key.includes('.') && isWrittenAsSettings(text));
  const isForPeople = wordsOf(key).some((word) => forPeople.has(word));
  return [
    ...shapes,
    ...(isSettings && !isForPeople ? settingsOf(source).flatMap((setting) => judge(setting, running)) : []),
  ];
}

/** True when nearly every line is a setting, a section or a bracket, so that a program under any name is none. */
function isWrittenAsSettings(text: string): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#(?!!)|;|\/\/|$)/.test(line));
  const others = lines.filter((line) => !settingHead.test(line) && !/^\s*(?:\[[^\]]*\]|[[\]{},]+|---)\s*$/.test(line));
  return others.length <= lines.length / 10;
}

interface Setting {
  readonly name: string;
  readonly value: SourceText;
}

function judge({ name, value }: Setting, running: boolean): readonly ConfigSecret[] {
  const shapes = judgeText(value.text);
  const strings = shapes.filter(({ why }) => why === 'connection-string');
  if (strings.length > 0)
    return strings.map(({ span, ...found }) => ({ ...found, span: value.locate(span), setting: name }));
  const judged = judgeNamed(name, value.text, shapes);
  if (judged === undefined || isObjectName(name, value.text)) return [];
  const span = value.locate({ start: 0, end: value.text.length });
  if (judged.why === 'name') return [{ ...judged, span, setting: name }];
  const isKnown = running && judged.why === 'placeholder' && isPasswordName(name) && isWellKnown(value.text);
  return isKnown ? [{ verdict: 'secret', why: 'name', guessable: true, span, setting: name }] : [];
}

/** `secret: db-credentials` names an object of the cluster; a secret has more than words in it. */
function isObjectName(name: string, value: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return /^(?:secret|credentials?)$/.test(last) && /^[a-z]+(?:-[a-z]+)*$/.test(value.trim());
}

/** `name = value`, `//registry.example.com/:name=value`, `name: value`, `"name": "value",`, `export NAME=value`, line by line. */
function settingsOf(source: SourceText): readonly Setting[] {
  const found: Setting[] = [];
  let start = 0;
  for (const line of source.text.split('\n')) {
    const head = settingHead.exec(line) ?? blankHead.exec(line);
    if (head?.[1] !== undefined) {
      const value = valueIn(line.slice(head[0].length));
      const from = start + head[0].length + value.start;
      if (value.text !== '') found.push({ name: head[1], value: sliceSource(source, from, from + value.text.length) });
    }
    start += line.length + 1;
  }
  return found;
}

/** The value without quotes, comma and comment; empty for what YAML continues or refers to elsewhere. */
function valueIn(rest: string): { readonly start: number; readonly text: string } {
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    const end = rest.indexOf(quote, 1);
    return end < 0 ? { start: 0, text: '' } : { start: 1, text: rest.slice(1, end) };
  }
  const comment = rest.search(/[ \t]#/);
  const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd().replace(/,$/, '');
  return { start: 0, text: /^[|>&*!]/.test(text) ? '' : text };
}
