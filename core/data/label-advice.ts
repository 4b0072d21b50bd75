import type { LabelClass, LabelPlace } from '../model/label.js';
import type { Text } from '../text.js';

/** What to tell about a class of labels, in parts of a sentence. */
export interface LabelAdvice {
  /** Why its values have no bound, to stand behind "takes a new value with" and «получает новое значение». */
  readonly occasion: Text;
  /** What serves instead, as a clause of its own. */
  readonly instead: Text;
}

const occasions: Readonly<Record<LabelClass, Text>> = {
  person: { en: 'every user', ru: 'с каждым пользователем' },
  request: { en: 'every request or operation', ru: 'с каждым запросом или операцией' },
  id: { en: 'every new object', ru: 'с каждым новым объектом' },
  time: { en: 'each passing moment', ru: 'с каждой секундой' },
  network: { en: 'every client', ru: 'с каждым клиентом' },
  text: { en: 'nearly every event', ru: 'почти с каждым событием' },
  release: { en: 'every release', ru: 'с каждым релизом' },
  replica: { en: 'every new pod or container', ru: 'с каждым новым подом или контейнером' },
  measurement: { en: 'every evaluation', ru: 'с каждым вычислением' },
};

/** What serves instead of a label of a metric. */
const insteadInMetrics: Readonly<Record<LabelClass, Text>> = {
  person: {
    en: 'a group such as plan or region has few values',
    ru: 'у группы вроде тарифа или региона значений немного',
  },
  request: {
    en: 'logs, traces and exemplars can hold it',
    ru: 'ему место в логах, трассах и exemplars',
  },
  id: {
    en: 'the kind of object it names has few values',
    ru: 'у вида объекта, на который он указывает, значений немного',
  },
  time: {
    en: 'a moment can be the value of a metric',
    ru: 'момент времени может быть значением метрики',
  },
  network: {
    en: 'a network or a country has few values',
    ru: 'у сети или страны значений немного',
  },
  text: {
    en: 'the template of a path or the kind of an error has few values',
    ru: 'у шаблона пути или вида ошибки значений немного',
  },
  release: {
    en: 'one series such as build_info can hold it',
    ru: 'его может нести один ряд вроде build_info',
  },
  replica: {
    en: 'the name of the pod or container tells replicas apart',
    ru: 'реплики различает имя пода или контейнера',
  },
  measurement: {
    en: 'an annotation may change while the alert fires',
    ru: 'аннотация может меняться, пока алерт активен',
  },
};

/** What serves instead where the label is none of a metric: there it is the same for nearly all classes. */
const insteadOf = {
  object: { en: 'an annotation can hold it', ru: 'его может нести аннотация' },
  container: { en: 'logs and traces can hold it', ru: 'ему место в логах и трассах' },
  record: { en: 'a field of the log line can hold it', ru: 'ему место в поле самой строки лога' },
  stream: { en: 'structured metadata can hold it', ru: 'ему место в структурированных метаданных' },
} as const satisfies Readonly<Record<string, Text>>;

const releaseOfContainer: Text = { en: 'the tag of the image tells it', ru: 'его сообщает тег образа' };

/** What to tell about a class of labels at a place. */
export function labelAdvice(of: LabelClass, place: LabelPlace): LabelAdvice {
  return { occasion: occasions[of], instead: insteadAt(of, place) };
}

function insteadAt(of: LabelClass, place: LabelPlace): Text {
  switch (place) {
    case 'object':
    case 'pod-template':
      return insteadOf.object;
    case 'image':
    case 'service':
      return of === 'release' ? releaseOfContainer : insteadOf.container;
    case 'log-option':
      return insteadOf.record;
    case 'log-stream':
      return insteadOf.stream;
    default:
      return insteadInMetrics[of];
  }
}
