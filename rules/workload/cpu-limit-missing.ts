import { isSupplied, refusal } from '../../core/index/link.js';
import { put, rule } from '../../core/rule.js';

export default rule({
  id: 'cpu-limit-missing',
  on: 'container',
  kinds: ['compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'cpu-limits',
  pillar: 'performance',
  // Limits throttle, and throttling raises latency: wanted for batch work and shared clusters, not everywhere.
  preset: 'off',
  level: 'hint',
  fix: 'unsafe',
  options: { suggest: 1000 },
  same: [
    'kics:cpus_not_limited',
    'compose-lint:CL-0026#cpu',
    'docksec:compose-no-resource-limits#cpu',
    'docker-bench:check_5_12',
    'polaris:cpuLimitsMissing',
    'trivy:KSV-0011',
    'checkov:CKV_K8S_11',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'Every container has a CPU limit', ru: 'У каждого контейнера есть лимит CPU' },
    why: {
      en: 'Without a ceiling one busy container may take every core that nobody reserved, and its own latency depends on who else is on the node.',
      ru: 'Без потолка занятый контейнер может забрать все незарезервированные ядра, а его собственная задержка зависит от того, кто ещё на узле.',
    },
    missing: { en: 'Container "{name}" has no CPU limit', ru: 'У контейнера «{name}» нет лимита CPU' },
    fix: { en: 'Set a CPU limit', ru: 'Задать лимит CPU' },
  },
  *check(container, { options, index }) {
    const { name, role, job, limits, requests } = container;
    if (role === 'init' || (job && container.format === 'compose')) return;
    if (limits.cpu.state !== 'unset' || isSupplied(index, container, 'cpuLimit')) return;
    const request = requests.cpu.state === 'set' ? requests.cpu.value : 0;
    yield {
      at: limits.cpu.anchor,
      say: 'missing',
      with: { name },
      ...refusal(index, container, 'cpuLimit'),
      fix: () => put(limits.cpu, Math.max(options.suggest, request)),
    };
  },
});
