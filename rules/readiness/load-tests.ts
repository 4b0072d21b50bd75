import type { ReadinessItem } from '../../core/readiness/item.js';
import { isLoadTest, loadTools } from '../../core/readiness/load-tests.js';
import { imageMarks, markFile, missingIfDeployed, objectMarks, stepMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'load-tests',
  pillar: 'performance',
  number: 2,
  title: { en: 'Load tests', ru: 'Нагрузочные тесты' },
  topic: 'profiling',
  findings: [],
  stakes: 'users',
  next: {
    en: 'Let the pipeline run a load test with thresholds, and fail when they are not met',
    ru: 'Запускайте в конвейере нагрузочный тест с порогами и останавливайте выпуск, когда они не выдержаны',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    // That a script exists does not say that anybody ran it.
    for (const file of survey.files('load-test')) if (isLoadTest(file)) yield markFile(file.path, 'part', texts.script);
    yield* stepMarks(survey, ({ name }) => loadTools.test(name), 'proof');
    yield* objectMarks(survey, ['k6.io/*', 'locust.io/*'], 'proof');
    yield* imageMarks(survey, /(?:^|\/)(?:k6|locust)$/, 'part');
  },
};

const texts = {
  script: {
    en: 'A load test; the file does not tell whether anybody runs it',
    ru: 'Нагрузочный тест; сам файл не говорит, запускают ли его',
  },
};

export default item;
