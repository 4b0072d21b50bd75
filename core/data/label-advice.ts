import type { LabelClass } from '../model/label.js';
import type { Text } from '../text.js';

/** What to tell about a class of labels. Whole sentences, to stand behind a message or in a hover. */
export interface LabelAdvice {
  /** Why its values have no bound. */
  readonly why: Text;
  /** What to use instead. */
  readonly instead: Text;
}

/** One entry a class. `measurement` is a sample's value written into an alert's label. */
export const labelAdvice: Readonly<Record<LabelClass, LabelAdvice>> = {
  person: {
    why: {
      en: 'Every person adds a value, and each value is a time series of its own that stays in memory.',
      ru: 'Сколько пользователей, столько и значений, и под каждое сервер держит в памяти отдельный временной ряд.',
    },
    instead: {
      en: 'Keep the person in logs or traces, and label the metric by a group, such as plan or region.',
      ru: 'Пользователя пишите в логи или трассировки, а в метрике оставьте группу: тариф, регион, тип клиента.',
    },
  },
  request: {
    why: {
      en: 'Every request brings a value that never comes again, so each one leaves a series with a single sample.',
      ru: 'Значение живёт один запрос и больше не повторится: каждый запрос оставляет после себя ряд из одной точки.',
    },
    instead: {
      en: 'Keep the id in logs and traces; an exemplar links a metric to one request.',
      ru: 'Место такому идентификатору в логах и трассировках; связать метрику с отдельным запросом помогут exemplars.',
    },
  },
  id: {
    why: {
      en: 'Ids are made without a limit, and each one becomes a time series.',
      ru: 'Идентификаторы появляются без ограничений, и каждый превращается в отдельный временной ряд.',
    },
    instead: {
      en: 'Drop the label, or replace the id by the kind of thing it names.',
      ru: 'Уберите метку или замените идентификатор на вид объекта, который он обозначает.',
    },
  },
  time: {
    why: {
      en: 'Time never repeats, so the value changes and the old series ends each time.',
      ru: 'Время не повторяется: с каждым новым значением прежний ряд обрывается и начинается следующий.',
    },
    instead: {
      en: 'Make the moment the value of a metric, such as last_success_timestamp_seconds.',
      ru: 'Пусть момент времени будет значением метрики, например last_success_timestamp_seconds.',
    },
  },
  network: {
    why: {
      en: 'There are as many values as there are clients, and the clients are not yours.',
      ru: 'Значений столько, сколько клиентов, а их число от вас не зависит.',
    },
    instead: {
      en: 'Keep the address in the access log, and label the metric by network, country or kind of client.',
      ru: 'Адрес оставьте в журнале доступа, а в метрике укажите сеть, страну или тип клиента.',
    },
  },
  text: {
    why: {
      en: 'Free text holds ids, parameters and numbers, so nearly every value is new.',
      ru: 'В свободный текст попадают идентификаторы, параметры и числа, поэтому почти каждое значение новое.',
    },
    instead: {
      en: 'Use the template of a path (/users/{id}) or the kind of an error, and keep the text in logs.',
      ru: 'Берите шаблон пути (/users/{id}) или вид ошибки, а сам текст пишите в логи.',
    },
  },
  release: {
    why: {
      en: 'Every release brings a new value, so all series of the target start anew.',
      ru: 'С каждым релизом значение меняется, и все ряды этого сервиса начинаются заново.',
    },
    instead: {
      en: 'Put it on one series, such as build_info, and join it where it is needed.',
      ru: 'Вынесите его в отдельный ряд вроде build_info и присоединяйте там, где оно нужно.',
    },
  },
  replica: {
    why: {
      en: 'Every restart brings a new value, and the series of the old one stay until retention ends.',
      ru: 'С каждым перезапуском появляется новое значение, а старые ряды лежат до конца срока хранения.',
    },
    instead: {
      en: 'The name of the pod or container is enough to tell replicas apart.',
      ru: 'Чтобы различать реплики, хватает имени пода или контейнера.',
    },
  },
  measurement: {
    why: {
      en: 'The value changes at each evaluation, so the alert is resolved and fires anew each time.',
      ru: 'Значение меняется при каждом вычислении: алерт каждый раз закрывается и срабатывает заново.',
    },
    instead: {
      en: 'Write the value into an annotation: annotations may change while the alert fires.',
      ru: 'Перенесите значение в аннотацию: она может меняться, пока алерт активен.',
    },
  },
};
