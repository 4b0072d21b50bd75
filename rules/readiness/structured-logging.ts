import { startedLines } from '../../core/model/settings-text.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt } from '../../core/readiness/marks.js';
import type { Survey } from '../../core/readiness/survey.js';
import { known } from '../../core/value.js';

/** Variables that choose how a program writes its log, and their values. */
const formatName = /(?:^|_)LOG(?:GING|S)?_(?:FORMAT|ENCODING|STYLE|FORMATTER|STRUCTURED_FORMAT_(?:CONSOLE|FILE))$/i;
const switchName = /(?:^|_)(?:LOG(?:GING|S)?_JSON|JSON_LOGS?)$/i;
const structured = /json|logfmt|ecs|gelf|logstash|stackdriver|structured/i;
const plain = /^(?:text|plain|console|pretty|simple|line)$/i;
const option = /^--?(?:log[-_.]?(?:format|encoding|style))=?/i;

const item: ReadinessItem = {
  id: 'structured-logging',
  pillar: 'observability',
  number: 1,
  title: { en: 'Structured logging', ru: 'Структурированные логи' },
  topic: 'structured-logging',
  findings: ['structured-logging'],
  stakes: 'sight',
  next: {
    en: 'Let every application write JSON to standard output, and say so in its settings',
    ru: 'Пусть каждое приложение пишет JSON в стандартный вывод; задайте это в его настройках',
  },
  absent: 'unseen',
  *evidence(survey) {
    for (const seen of survey.applications) {
      const { name, variables } = seen.it;
      for (const variable of variables) {
        const value = known(variable.value) ?? '';
        const isSwitch = switchName.test(variable.name) && /^(?:1|true|yes|on)$/i.test(value);
        const args = { name, variable: variable.name, value };
        if (isSwitch || (formatName.test(variable.name) && structured.test(value))) {
          yield markAt(seen, variable.nameSpan, 'proof', texts.variable, args);
        } else if (formatName.test(variable.name) && plain.test(value)) {
          yield markAt(seen, variable.nameSpan, 'gap', texts.plain, args);
        }
      }
      yield* options(seen);
    }
  },
};

function* options(seen: Survey['applications'][number]) {
  for (const line of startedLines(seen.it)) {
    for (const [index, word] of line.entries()) {
      if (!option.test(word.text)) continue;
      const value = word.text.includes('=') ? word.text : (line[index + 1]?.text ?? '');
      if (structured.test(value))
        yield markAt(seen, word.span, 'proof', texts.option, { name: seen.it.name, word: word.text });
    }
  }
}

const texts = {
  variable: { en: '"{name}" writes its log as {value}', ru: '«{name}» пишет лог в формате {value}' },
  plain: { en: '"{name}" writes its log as {value}', ru: '«{name}» пишет лог в формате {value}' },
  option: { en: '"{name}" is started with {word}', ru: '«{name}» запускается с {word}' },
};

export default item;
