import { drainOf } from '../../core/model/shutdown.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'graceful-shutdown',
  pillar: 'reliability',
  number: 2,
  title: { en: 'Graceful shutdown', ru: 'Корректное завершение' },
  topic: 'graceful-shutdown',
  findings: ['graceful-shutdown'],
  stakes: 'users',
  next: {
    en: 'Let the application end its requests on SIGTERM, and give it longer for that than it needs',
    ru: 'Пусть приложение по SIGTERM доводит запросы до конца, и дайте ему на это времени с запасом',
  },
  // Whether the code listens to the signal is in the code.
  absent: 'unseen',
  *evidence(survey) {
    for (const seen of survey.applications) {
      const { stop, name } = seen.it;
      if (stop.preStop.state === 'set') yield markAt(seen, stop.preStop.span, 'proof', texts.hook, { name });
      const drain = drainOf(seen.it);
      if (drain) yield markAt(seen, drain.span, 'proof', texts.drain, { name, source: drain.source });
      if (stop.grace.state === 'set' && stop.grace.via === undefined) {
        yield markAt(seen, stop.grace.span, 'part', texts.grace, { name });
      }
    }
  },
};

const texts = {
  hook: { en: '"{name}" has a preStop hook', ru: 'У «{name}» есть обработчик preStop' },
  drain: { en: '"{name}" is given time by {source}', ru: '«{name}» получает время через {source}' },
  grace: { en: '"{name}" has a grace period of its own', ru: 'У «{name}» задано своё время на завершение' },
};

export default item;
