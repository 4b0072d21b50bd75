import { connectionsIn, isLessExposed, moveVariable } from '../../core/model/secret-place.js';
import { describeSecret } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-connection-string',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: ['compose-lint:CL-0021', 'checkov:CKV_SECRET_4'],
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: {
      en: 'No URL or connection string carries a password',
      ru: 'В URL и строках подключения нет паролей',
    },
    why: {
      en: 'Programs log their addresses when a connection fails, and show them on status pages. The password in one goes wherever the address goes, and it cannot be changed without a new release.',
      ru: 'Адрес программа пишет в лог при каждой неудаче с соединением и показывает на страницах состояния. Пароль внутри уходит туда же, а сменить его без нового релиза нельзя.',
    },
    variable: { en: 'Variable "{name}" holds {what}', ru: 'В переменной «{name}» — {what}' },
    fallback: {
      en: 'The default of variable "{name}" is {what}',
      ru: 'Значение по умолчанию переменной «{name}» — {what}',
    },
    label: { en: 'Label "{name}" holds {what}', ru: 'В метке «{name}» — {what}' },
    fix: { en: 'Take the password out of the address', ru: 'Вынести пароль из адреса' },
  },
  *check(document) {
    for (const use of connectionsIn(document)) {
      const { span: at, name, fallback, guessable, owner } = use;
      const isQuiet = fallback || guessable || isLessExposed(document, owner?.container);
      yield {
        at,
        say: owner === undefined ? 'label' : fallback ? 'fallback' : 'variable',
        with: { name, what: describeSecret(use) },
        level: isQuiet ? 'warning' : 'error',
        fix: () => owner && moveVariable(document, owner),
      };
    }
  },
});
