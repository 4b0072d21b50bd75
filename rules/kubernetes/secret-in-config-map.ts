import { findSecretsInEntry } from '../../core/model/secret-config.js';
import { describeSecret } from '../../core/model/secret-variable.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-config-map',
  on: 'object',
  kinds: ['kubernetes'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  same: ['polaris:sensitiveConfigmapContent', 'trivy:KSV-0109'],
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: { en: 'No ConfigMap holds a secret', ru: 'В ConfigMap нет секретов' },
    why: {
      en: 'ConfigMaps are meant to be read: more people and controllers have access to them than to Secrets, they are not encrypted at rest, and they are copied into tickets and dashboards without a second thought.',
      ru: 'ConfigMap предназначен для чтения: доступ к нему шире, чем к Secret, в etcd он не шифруется, а в задачи и дашборды его копируют не задумываясь.',
    },
    entry: {
      en: 'Key "{key}" of ConfigMap "{name}" holds {what}',
      ru: 'В ключе «{key}» ConfigMap «{name}» — {what}',
    },
    setting: {
      en: 'Setting "{setting}" in "{key}" of ConfigMap "{name}" holds {what}',
      ru: 'В параметре «{setting}» из «{key}» ConfigMap «{name}» — {what}',
    },
  },
  *check({ group, kind, name, cursor }) {
    if (group !== '' || kind !== 'ConfigMap') return;
    for (const { name: key, cursor: value } of cursor.at('data').entries()) {
      yield undefined;
      const source = value.source();
      if (source === undefined) continue;
      for (const secret of findSecretsInEntry(key, source, true)) {
        const { span: at, setting } = secret;
        // Tokens have a rule of their own.
        if (secret.verdict === 'token') continue;
        const what = describeSecret(secret);
        const level = secret.guessable ? 'warning' : 'error';
        if (setting === undefined) yield { at, say: 'entry', with: { key, name, what }, level };
        else yield { at, say: 'setting', with: { key, name, what, setting }, level };
      }
    }
  },
});
