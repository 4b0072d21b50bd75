import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, objectMarks } from '../../core/readiness/marks.js';
import { isOfType, isOnKubernetes, type Survey } from '../../core/readiness/survey.js';
import type { Cursor } from '../../core/yaml/cursor.js';

const group = 'rbac.authorization.k8s.io';

const item: ReadinessItem = {
  id: 'access-control',
  pillar: 'security',
  number: 4,
  title: { en: 'Access control', ru: 'Управление доступом' },
  topic: 'security-pipeline',
  findings: ['security-pipeline'],
  stakes: 'intruders',
  next: {
    en: 'Run without root and without privileges, each workload under a service account with the rights it uses',
    ru: 'Запускайте без root и привилегий, каждую нагрузку — под своей служебной учётной записью с нужными правами',
  },
  // Who may reach a Docker host is written in no Compose file.
  absent: (survey) => (isOnKubernetes(survey) ? 'missing' : 'unseen'),
  *evidence(survey) {
    yield* objectMarks(survey, [`${group}/RoleBinding`, `${group}/ClusterRoleBinding`], 'proof');
    for (const seen of survey.objects) {
      if (!isOfType(seen.it, ['/Namespace'])) continue;
      const level = seen.it.cursor.at('metadata', 'labels', 'pod-security.kubernetes.io/enforce');
      const text = level.scalar;
      if (text === 'restricted' || text === 'baseline')
        yield markAt(seen, level.span, 'proof', texts.admission, { name: seen.it.name, level: text });
    }
    for (const seen of survey.workloads) {
      const account = seen.it.spec.at('serviceAccountName');
      const name = account.scalar;
      if (seen.it.format === 'kubernetes' && name !== undefined && name !== 'default') {
        yield markAt(seen, account.span, 'part', texts.account, { name: seen.it.name, account: name });
      }
    }
    for (const seen of survey.applications) {
      const { security, name } = seen.it;
      if (security.runAsNonRoot.state === 'set' && security.runAsNonRoot.value) {
        yield markAt(seen, security.runAsNonRoot.span, 'part', texts.user, { name });
      }
    }
    yield* wildcards(survey);
  },
};

/** Roles that allow everything, and bindings to the role that does. */
function* wildcards(survey: Survey) {
  for (const seen of survey.objects) {
    const { it } = seen;
    if (isOfType(it, [`${group}/Role`, `${group}/ClusterRole`])) {
      const rule = it.cursor
        .at('rules')
        .items()
        .find((one) => has(one.at('verbs'), '*') && has(one.at('resources'), '*'));
      if (rule) yield markAt(seen, rule.at('verbs').span, 'gap', texts.all, { name: it.name });
    }
    if (isOfType(it, [`${group}/RoleBinding`, `${group}/ClusterRoleBinding`])) {
      const role = it.cursor.at('roleRef', 'name');
      if (role.scalar === 'cluster-admin') yield markAt(seen, role.span, 'gap', texts.admin, { name: it.name });
    }
  }
}

function has(list: Cursor, text: string): boolean {
  return list.items().some((item) => item.scalar === text);
}

const texts = {
  admission: {
    en: 'Namespace "{name}" enforces the level {level}',
    ru: 'Пространство имён «{name}» требует уровень {level}',
  },
  account: {
    en: '"{name}" has its own service account "{account}"',
    ru: 'У «{name}» своя служебная учётная запись «{account}»',
  },
  user: { en: '"{name}" refuses to run as root', ru: '«{name}» не запустится от root' },
  all: { en: 'The role "{name}" allows everything', ru: 'Роль «{name}» разрешает всё' },
  admin: { en: '"{name}" gives the rights of cluster-admin', ru: '«{name}» даёт права cluster-admin' },
};

export default item;
