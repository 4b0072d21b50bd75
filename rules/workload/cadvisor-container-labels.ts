import { dropsContainerLabels } from '../../core/index/link.js';
import { appendWords, flagsOf } from '../../core/model/flag.js';
import { canonicalName } from '../../core/model/image-name.js';
import { put, rule, together } from '../../core/rule.js';

/** Names under which the stand-alone cAdvisor is published. The kubelet's own exports no labels of containers. */
const images: ReadonlySet<string> = new Set(['gcr.io/cadvisor/cadvisor', 'ghcr.io/google/cadvisor', 'google/cadvisor']);

/** Labels that tell containers apart and stay the same over a deployment. */
const worthwhile = {
  compose: 'com.docker.compose.project,com.docker.compose.service',
  kubernetes: 'io.kubernetes.pod.namespace,io.kubernetes.pod.name,io.kubernetes.container.name',
};

export default rule({
  id: 'cadvisor-container-labels',
  on: 'container',
  kinds: ['compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'label-practice',
  pillar: 'performance',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'cAdvisor exports named container labels only',
      ru: 'cAdvisor отдаёт только названные метки контейнеров',
    },
    why: {
      en: 'Every series of a container carries all labels of the container and its image: configuration hashes, build times, commits. Each deployment ends all of them and begins them anew.',
      ru: 'Каждый ряд контейнера несёт все метки контейнера и его образа: хэши конфигурации, время сборки, коммиты. С каждым развёртыванием все ряды обрываются и начинаются заново.',
    },
    labels: {
      en: 'cAdvisor "{name}" makes a metric label of every container label',
      ru: 'cAdvisor «{name}» превращает каждую метку контейнера в метку метрики',
    },
    fix: { en: 'Export {instead} only', ru: 'Отдавать только {instead}' },
  },
  *check(container, { index }) {
    const { format, image, name, command, anchor } = container;
    if (image.state !== 'set' || !images.has(canonicalName(image.value))) return;
    const flags = flagsOf(container);
    if (flags === undefined || dropsContainerLabels(index)) return;
    const store = flags.find((flag) => flag.name === 'store_container_labels');
    // Without a value the flag is true; with a variable it may be anything.
    if (store?.value.state === 'opaque' || (store?.value.state === 'set' && store.value.value !== 'true')) return;
    const chosen = flags.find((flag) => flag.name === 'whitelisted_container_labels')?.value;
    const instead =
      chosen?.state === 'set' ? chosen.value : worthwhile[format === 'compose' ? 'compose' : 'kubernetes'];
    const added = chosen === undefined ? [`--whitelisted_container_labels=${instead}`] : [];
    yield {
      at: store?.span ?? (command.state === 'set' && command.key ? command.key : anchor),
      say: 'labels',
      with: { name, instead: instead.split(',') },
      fix: () => {
        if (store === undefined) return appendWords(container, ['--store_container_labels=false', ...added]);
        if (store.value.state !== 'set') return undefined;
        return together(put(store.value, 'false'), added.length === 0 ? [] : appendWords(container, added));
      },
    };
  },
});
