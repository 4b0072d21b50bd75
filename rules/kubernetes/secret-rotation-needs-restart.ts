import { isFixed } from '../../core/index/link.js';
import { isRestarted, type SecretAtStart, secretsAtStart } from '../../core/model/secret-rotation.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-rotation-needs-restart',
  on: 'workload',
  scope: 'workspace',
  kinds: ['kubernetes'],
  topic: 'secret-rotation',
  pillar: 'security',
  preset: 'strict',
  level: 'info',
  fix: 'unsafe',
  same: ['kube-linter:read-secret-from-env-var', 'kube-linter-template:read-secret-from-env-var', 'checkov:CKV_K8S_35'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A rotated secret reaches the program without a restart',
      ru: 'Новый секрет доходит до программы без перезапуска',
    },
    why: {
      en: 'A process sees its environment as it was at the start. After a rotation it keeps the old value until somebody restarts it, and fails as soon as the old one is switched off.',
      ru: 'Процесс видит окружение таким, каким оно было при старте. После ротации у него остаётся прежнее значение, и как только его отключат, начнутся отказы, пока кто-нибудь не перезапустит под.',
    },
    variable: {
      en: 'Variable "{variable}" of "{name}" takes Secret "{secret}" only at the start',
      ru: 'Переменная «{variable}» контейнера «{name}» читает Secret «{secret}» только при старте',
    },
    several: {
      en: 'Container "{name}" takes its secrets from the environment, only at the start: {secrets}',
      ru: 'Контейнер «{name}» читает секреты из окружения, только при старте: {secrets}',
    },
    fix: { en: 'Mount the Secret and name the file', ru: 'Подключить Secret файлом' },
  },
  *check(workload, { index, document }) {
    if (workload.job || document.partial !== undefined || isRestarted(workload)) return;
    for (const container of workload.containers) {
      const { name, job, role } = container;
      if (job || role === 'init') continue;
      const found = secretsAtStart(container).filter(
        ({ secret }) => !hasHash(secret) && !isFixed(index, 'Secret', secret),
      );
      for (const { span: at, secret, variable, fix } of found) {
        if (variable !== undefined && fix !== undefined)
          yield { at, say: 'variable', with: { name, secret, variable }, fix };
      }
      // What has to change in the program is one task, however many variables there are.
      const rest = found.filter(({ fix }) => fix === undefined);
      const [first] = rest;
      if (first !== undefined) yield { at: first.span, say: 'several', with: { name, secrets: listed(rest) } };
    }
  },
});

/** The hash that Kustomize puts behind a name. */
const hasHash = (name: string): boolean => /-[bcdfghkmt2456789]{10}$/.test(name);

const listed = (found: readonly SecretAtStart[]): string => [...new Set(found.map(({ secret }) => secret))].join(', ');
