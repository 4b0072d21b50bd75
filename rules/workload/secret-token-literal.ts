import { moveToken, tokensIn } from '../../core/model/secret-place.js';
import { describeSecret } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-token-literal',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: [1, 2, 3, 5, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 30, 40, 48, 49, 116, 192, 380, 381].map(
    (number) => `checkov:CKV_SECRET_${number}`,
  ),
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: {
      en: 'No file holds a token of a known provider or a private key',
      ru: 'В файлах нет токенов известных сервисов и закрытых ключей',
    },
    why: {
      en: 'The shape alone gives it away: bots that watch public repositories try such tokens within minutes. It stays in the history after it is deleted, so revoke it first and take it out then.',
      ru: 'Такой токен узнают по одному виду: боты следят за открытыми репозиториями и пробуют его за считаные минуты. После удаления он остаётся в истории, поэтому сначала отзовите его, а потом уберите из файла.',
    },
    named: { en: '"{name}" holds {what}', ru: 'В «{name}» — {what}' },
    bare: { en: 'The file holds {what}', ru: 'В файле — {what}' },
    fix: { en: 'Take the secret out of the file', ru: 'Вынести секрет из файла' },
  },
  *check(document) {
    for (const token of tokensIn(document)) {
      const { span: at, name, reach } = token;
      const what = describeSecret(token);
      const fix = () => moveToken(document, token);
      const level = reach === 'test' ? 'info' : 'error';
      if (name === undefined) yield { at, say: 'bare', with: { what }, level, fix };
      else yield { at, say: 'named', with: { name, what }, level, fix };
    }
  },
});
