import { isSeenByOthers } from '../../core/model/told.js';
import { drop, put, rule } from '../../core/rule.js';
import type { Value } from '../../core/value.js';

export default rule({
  id: 'container-privileged',
  on: 'container',
  kinds: ['compose', 'kubernetes'],
  topic: 'security-pipeline',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: [
    'kics:privileged_containers_enabled',
    'semgrep:privileged-service',
    'compose-lint:CL-0002',
    'docksec:compose-privileged',
    'docker-bench:check_5_5',
    'kube-linter:privileged-container',
    'kube-linter-template:privileged',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'trivy:KSV-0017',
    'checkov:CKV_K8S_16',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'No container runs privileged', ru: 'Ни один контейнер не работает в режиме privileged' },
    why: {
      en: 'A privileged container has every capability and every device of its host: whoever breaks the process has the host.',
      ru: 'У контейнера в режиме privileged есть все capabilities и все устройства узла: взломали процесс — получили узел.',
    },
    privileged: { en: 'Container "{name}" runs privileged', ru: 'Контейнер «{name}» работает в режиме privileged' },
    shared: {
      en: 'Every container that uses this anchor runs privileged',
      ru: 'Каждый контейнер с этим якорем работает в режиме privileged',
    },
    build: { en: 'Build of "{name}" runs privileged', ru: 'Сборка «{name}» идёт в режиме privileged' },
    hook: { en: 'A {hook} hook of "{name}" runs privileged', ru: 'Хук {hook} у «{name}» работает в режиме privileged' },
    fix: { en: 'Run without privileged', ru: 'Работать без privileged' },
  },
  *check({ format, name, workload, security: { privileged } }, { document }) {
    if (privileged.state === 'set' && privileged.value && privileged.via !== 'inherited') {
      const isShared = privileged.via === 'anchor';
      // An alias of what another container writes: told there.
      const { start } = privileged.span;
      const isTold = isShared && document.container.some(({ security }) => writes(security.privileged, start));
      // A context that would be left empty is better told what it is.
      const fix = () => (format === 'compose' ? drop(privileged) : put(privileged, false));
      const toldAs = isSeenByOthers(document, workload)
        ? ['kube-linter:privileged-container', 'kube-score:container-security-context-privileged', 'checkov:CKV_K8S_16']
        : [];
      if (!isShared) yield { at: privileged.span, say: 'privileged', with: { name }, toldAs, fix };
      else if (!isTold) yield { at: privileged.span, say: 'shared' };
    }
    if (format !== 'compose' || workload === undefined) return;
    const { spec } = workload;
    const build = spec.at('build', 'privileged').flag();
    if (isOn(build)) yield { at: build.span, say: 'build', with: { name }, fix: () => drop(build) };
    for (const hook of ['post_start', 'pre_stop']) {
      for (const item of spec.at(hook).items()) {
        const flag = item.at('privileged').flag();
        if (isOn(flag)) yield { at: flag.span, say: 'hook', with: { name, hook }, fix: () => drop(flag) };
      }
    }
  },
});

function isOn(flag: Value<boolean>): flag is Extract<Value<boolean>, { state: 'set' }> {
  return flag.state === 'set' && flag.value;
}

function writes(flag: Value<boolean>, start: number): boolean {
  return flag.state === 'set' && flag.via === undefined && flag.span.start === start;
}
