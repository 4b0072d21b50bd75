import { writeAt } from '../../core/model/yaml-fix.js';
import { put, rule, together } from '../../core/rule.js';

/** Attributes that queries group by and that have few values; `job` and `instance` come from the service by themselves. */
const promoted = ['deployment.environment.name', 'k8s.cluster.name', 'k8s.namespace.name', 'k8s.pod.name'];

export default rule({
  id: 'otel-resource-attributes-as-labels',
  on: 'promotion',
  kinds: ['prometheus'],
  topic: 'label-practice',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Resource attributes that become labels are named',
      ru: 'Атрибуты ресурса становятся метками только по списку',
    },
    why: {
      en: 'Every series then carries every attribute of the process that sends it: its number, the uid of its pod, its command line. Each restart ends all series of the process and begins new ones.',
      ru: 'Каждый ряд несёт тогда все атрибуты процесса, который его прислал: номер процесса, uid пода, командную строку. Каждый перезапуск обрывает все ряды процесса и начинает новые.',
    },
    exporter: {
      en: 'Exporter "{name}" makes a label of every resource attribute; target_info holds them once',
      ru: 'Экспортёр «{name}» делает меткой каждый атрибут ресурса; один раз их уже несёт target_info',
    },
    server: {
      en: 'Every resource attribute received over "{name}" becomes a label; a list can name the few that matter',
      ru: 'Каждый атрибут ресурса, полученный через «{name}», становится меткой; нужные можно назвать списком',
    },
    fix: { en: 'Leave the attributes to target_info and to a list', ru: 'Оставить атрибуты в target_info и в списке' },
  },
  *check({ by, name, all, narrowed, list }) {
    if (all.state !== 'set' || !all.value || narrowed) return;
    yield {
      at: all.span,
      say: by,
      with: { name },
      fix: () => {
        if (list === undefined) return put(all, false);
        return list.kind === 'missing' ? together(put(all, false), writeAt(list, promoted)) : put(all, false);
      },
    };
  },
});
