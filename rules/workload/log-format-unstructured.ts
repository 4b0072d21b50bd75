import type { Index } from '../../core/index/index.js';
import { isVariableReplaced } from '../../core/index/link.js';
import type { Document } from '../../core/model/document.js';
import { type PlainLog, plainLogsOf, plainSetting } from '../../core/model/log-format.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'log-format-unstructured',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'structured-logging',
  pillar: 'observability',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'Logs are structured', ru: 'Логи структурированы' },
    why: {
      en: 'Text for eyes has to be taken apart again by patterns before anyone can search it by level, service or trace, and every new wording breaks them; one JSON object a line arrives with its fields.',
      ru: 'Текст для глаз приходится заново разбирать шаблонами, прежде чем искать по уровню, сервису или трассе, и каждая новая формулировка их ломает; JSON-объект в строке приходит сразу с полями.',
    },
    plain: {
      en: '"{name}" is "{value}", so the log is plain text',
      ru: '«{name}» равен «{value}»: лог — сплошной текст',
    },
    pattern: { en: '"{name}" makes the log plain text', ru: '«{name}» делает лог сплошным текстом' },
    printer: {
      en: 'The pipe into "{name}" turns the JSON of the log into text',
      ru: 'Конвейер в «{name}» превращает JSON лога в текст',
    },
    fix: { en: 'Log JSON', ru: 'Писать лог в JSON' },
  },
  *check(document, { index }) {
    if (isOutsideProduction(document.path)) return;
    // What is inherited or shared is told once, where it is written.
    const told = new Set<number>();
    for (const log of logsIn(document, index)) {
      const { name, value, span: at, fix } = log;
      if (told.has(at.start)) continue;
      told.add(at.start);
      if (name === value) yield { at, say: 'printer', with: { name }, fix };
      else if (value.includes('%')) yield { at, say: 'pattern', with: { name }, fix };
      else yield { at, say: 'plain', with: { name, value }, fix };
    }
  },
});

function* logsIn(document: Document, index: Index): Generator<PlainLog> {
  for (const container of document.container) {
    if (container.role === 'build' || container.role === 'init' || isForPeople(container)) continue;
    for (const log of plainLogsOf(document, container)) {
      if (document.format !== 'dockerfile' || !isVariableReplaced(index, document, log.name)) yield log;
    }
  }
  for (const { group, kind, cursor } of document.object) {
    if (group !== '' || kind !== 'ConfigMap') continue;
    for (const { name, cursor: entry } of cursor.at('data').entries()) {
      const value = entry.text();
      if (value.state !== 'set') continue;
      yield* plainSetting({ name, value: value.value, span: value.span, put: (text) => value.hole.put(text) });
    }
  }
}

/** A stage for development, or one that says of itself that it is one. */
function isForPeople({ name, variables }: Document['container'][number]): boolean {
  return (
    isOutsideProduction(name) ||
    variables.some(
      ({ name: mode, value }) =>
        /^(?:NODE_ENV|APP_ENV|RAILS_ENV|ENVIRONMENT|SPRING_PROFILES_ACTIVE)$/.test(mode) &&
        value.state === 'set' &&
        /^(?:dev|development|local|test)$/.test(value.value),
    )
  );
}
