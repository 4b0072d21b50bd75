import { isForWork } from '../../core/model/development.js';
import { defaultSecretsIn, isSample } from '../../core/model/secret-default.js';
import { isLessExposed, moveVariable } from '../../core/model/secret-place.js';
import { isForDevelopment, judgeVariable } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-default-weak',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: { dockerfile: 'info', compose: 'warning', kubernetes: 'warning' },
  fix: 'unsafe',
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: {
      en: 'No secret is a default in the file or one that everybody knows',
      ru: 'Секреты не подставляются из файла по умолчанию и не известны всем',
    },
    why: {
      en: 'A forgotten variable goes unnoticed: everything starts, with a password that stands in the repository. Well-known ones are the first that are tried on every open port.',
      ru: 'Забытую переменную никто не заметит: всё запустится, но с паролем из репозитория. А общеизвестные пароли пробуют первыми на каждом открытом порту.',
    },
    fallback: {
      en: 'Without variable "{name}" a secret from this file is used',
      ru: 'Без переменной «{name}» действует секрет из этого файла',
    },
    known: {
      en: 'Without variable "{name}" a secret that everybody knows is used',
      ru: 'Без переменной «{name}» действует секрет, который знают все',
    },
    literal: {
      en: 'Variable "{name}" holds a secret that everybody knows',
      ru: 'В переменной «{name}» — секрет, который знают все',
    },
    fix: { en: 'Take the secret out of the file', ru: 'Вынести секрет из файла' },
  },
  *check(document) {
    const { path, format, container: containers, text } = document;
    if (isSample(path)) return;
    const isWork = isForWork(document);
    for (const { name, wellKnown, places, fix } of defaultSecretsIn(document)) {
      const [at, ...others] = places;
      if (at === undefined) continue;
      yield {
        at,
        say: wellKnown ? 'known' : 'fallback',
        with: { name },
        level: isWork || isForDevelopment(path) ? 'info' : 'warning',
        also: others.map((place) => ({ place, note: { en: 'The same default', ru: 'То же значение по умолчанию' } })),
        fix,
      };
    }
    for (const container of containers) {
      for (const variable of container.variables) {
        const { kind, name, value } = variable;
        if (kind !== 'env' || (value.state === 'set' && value.via === 'inherited')) continue;
        const secret = judgeVariable(variable, text);
        if (secret?.why !== 'name' || secret.fallback || !secret.guessable) continue;
        yield {
          at: secret.span,
          say: 'literal',
          with: { name },
          level: isWork || format === 'dockerfile' || isLessExposed(document, container) ? 'info' : 'warning',
          fix: () => moveVariable(document, { container, variable }),
        };
      }
    }
  },
});
