import { moveSecretFromCommand } from '../../core/model/secret-command-fix.js';
import { isDefault } from '../../core/model/secret-default.js';
import { secretsInCommands } from '../../core/model/secret-started.js';
import { describeSecret, isForDevelopment } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-command',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: { en: 'No command holds a secret', ru: 'В командах нет секретов' },
    why: {
      en: 'A command line is public: it stands in the repository, in the history of the image, in "docker inspect" and in the process list of the host.',
      ru: 'Командная строка видна всем: она лежит в репозитории, в истории образа, в выводе docker inspect и в списке процессов узла.',
    },
    option: { en: 'The command holds {what} behind "{option}"', ru: 'В команде после «{option}» — {what}' },
    word: { en: 'The command holds {what}', ru: 'В команде — {what}' },
    fix: { en: 'Take the secret out of the file', ru: 'Вынести секрет из файла' },
  },
  *check(document) {
    for (const secret of secretsInCommands(document)) {
      // Tokens and the defaults of variables have rules of their own.
      if (secret.verdict === 'token' || isDefault(document, secret.span)) continue;
      const what = describeSecret(secret);
      const { option, span: at, guessable } = secret;
      const level = guessable || isForDevelopment(document.path) ? 'warning' : 'error';
      const fix = () => moveSecretFromCommand(document, secret);
      if (option === undefined) yield { at, say: 'word', with: { what }, level, fix };
      else yield { at, say: 'option', with: { what, option }, level, fix };
    }
  },
});
