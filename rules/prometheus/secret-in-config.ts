import { isLessExposed } from '../../core/model/secret-place.js';
import { secretsInSettings } from '../../core/model/secret-setting.js';
import { describeSecret } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-config',
  on: 'document',
  kinds: ['prometheus'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: {
      en: 'No configuration of Prometheus or its agents holds a password or token',
      ru: 'В конфигурации Prometheus и его агентов нет паролей и токенов',
    },
    why: {
      en: 'Whoever can read the repository or the ConfigMap has the password, an address carries its own on into logs, and the history keeps it after it is changed. Most of these settings have a twin that names a file instead.',
      ru: 'Пароль достаётся каждому, кто видит репозиторий или ConfigMap, из адреса он попадает ещё и в логи, а после замены остаётся в истории. Почти у каждого такого параметра есть двойник, в котором указывают файл.',
    },
    setting: { en: '"{name}" holds {what}', ru: 'В «{name}» — {what}' },
  },
  *check(document) {
    for (const secret of secretsInSettings(document)) {
      if (secret === undefined) {
        yield undefined;
        continue;
      }
      const { span: at, name, guessable } = secret;
      const isQuiet = guessable || isLessExposed(document, undefined);
      yield { at, say: 'setting', with: { name, what: describeSecret(secret) }, level: isQuiet ? 'warning' : 'error' };
    }
  },
});
