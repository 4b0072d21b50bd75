import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, markFile, missingIfDeployed } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'runbooks',
  pillar: 'observability',
  number: 6,
  title: { en: 'Runbooks', ru: 'Инструкции дежурному' },
  topic: 'production-wisdom',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Give every alert a runbook_url that says what to look at and what to do first',
    ru: 'Дайте каждому алерту runbook_url: что посмотреть и что сделать первым делом',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    for (const { path, text } of survey.files('runbook')) {
      if (text.trim() !== '') yield markFile(path, 'proof', texts.file);
    }
    for (const seen of survey.alerts) {
      const { name, annotations, anchor } = seen.it;
      const link = annotations.find((one) => /^runbook(?:_?url|_link)?$/i.test(one.name));
      if (link) yield markAt(seen, link.nameSpan, 'proof', texts.link, { name });
      else yield markAt(seen, anchor, 'gap', texts.none, { name });
    }
  },
};

const texts = {
  file: { en: 'A runbook', ru: 'Инструкция дежурному' },
  link: { en: 'Alert "{name}" links its runbook', ru: 'Алерт «{name}» ведёт к инструкции' },
  none: { en: 'Alert "{name}" links no runbook', ru: 'Алерт «{name}» не ведёт ни к какой инструкции' },
};

export default item;
