import { isLessExposed, moveVariable } from '../../core/model/secret-place.js';
import { judgeVariable } from '../../core/model/secret-variable.js';
import { isLastStage, isSecretForBuildkit } from '../../core/model/told.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-env',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: [
    'hadolint:DL3064',
    'trivy:DS-0031',
    'buildkit:SecretsUsedInArgOrEnv',
    'compose-lint:CL-0020',
    'docksec:compose-plaintext-secret-env',
    'checkov:CKV_SECRET_10',
    'compose:publish-sensitive-env',
    'kube-linter:env-var-secret',
    'kube-linter-template:env-var',
    'polaris:sensitiveContainerEnvVar',
  ],
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: { en: 'No environment variable holds a secret', ru: 'В переменных окружения нет секретов' },
    why: {
      en: 'Whoever can read the repository, the image or "docker inspect" has the secret, and it stays in the history after it is changed. Crash reports and child processes carry the environment further.',
      ru: 'Секрет достаётся каждому, кто видит репозиторий, образ или вывод docker inspect, и остаётся в истории после замены. А отчёты о сбоях и дочерние процессы разносят окружение дальше.',
    },
    variable: {
      en: 'Variable "{name}" holds a secret in plain text',
      ru: 'В переменной «{name}» — секрет открытым текстом',
    },
    fix: { en: 'Take the secret out of the file', ru: 'Вынести секрет из файла' },
  },
  *check(container, { document }) {
    for (const variable of container.variables) {
      const { kind, name, value } = variable;
      // What a parent has is told there.
      if (kind !== 'env' || (value.state === 'set' && value.via === 'inherited')) continue;
      const secret = judgeVariable(variable, document.text);
      // Shapes, defaults and passwords that everybody knows are the matter of rules of their own.
      if (secret?.why !== 'name' || secret.fallback || secret.guessable) continue;
      const isTold = isLastStage(document, container) && isSecretForBuildkit(name);
      yield {
        at: secret.span,
        say: 'variable',
        with: { name },
        toldAs: isTold ? ['buildkit:SecretsUsedInArgOrEnv'] : [],
        level: isLessExposed(document, container) ? 'warning' : 'error',
        fix: () => moveVariable(document, { container, variable }),
      };
    }
  },
});
