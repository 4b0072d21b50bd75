import { buildImages } from '../../core/data/build-tools.js';
import { usersOf } from '../../core/index/link.js';
import { keptBuildPackages } from '../../core/model/build-tools.js';
import { isForDevelopment, isForProduction } from '../../core/model/development.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { factsOf } from '../../core/model/image-facts.js';
import { canonicalName } from '../../core/model/image-name.js';
import { mainLine } from '../../core/model/main-process.js';
import { nameOf } from '../../core/model/path.js';
import { rule } from '../../core/rule.js';
import { isShell } from '../../core/shell/invocation.js';
import { known } from '../../core/value.js';

/** Main processes that build on purpose. */
const builders = /^(?:go|cargo|make|mvn|mvnw|gradle|gradlew|sbt|gcc|clang|cmake|rustc)$/;
const tasks = /^(?:run|watch|test|build|publish)$/;

export default rule({
  id: 'build-tools-in-final-image',
  on: 'stage',
  kinds: ['dockerfile'],
  scope: 'workspace',
  topic: 'multi-stage',
  pillar: 'performance',
  preset: 'recommended',
  level: 'info',
  // Which files the program consists of, only its author knows.
  fix: 'none',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Compilers stay in the stages that build',
      ru: 'Компиляторы остаются в стадиях сборки',
    },
    why: {
      en: 'A tool chain weighs hundreds of megabytes that every node pulls, fills the reports of scanners, and hands an intruder a compiler. Build in one stage, and copy the result into another with COPY --from.',
      ru: 'Инструменты сборки весят сотни мегабайт, которые скачивает каждый узел, забивают отчёты сканеров и дарят взломщику компилятор. Собирайте в одной стадии, а результат переносите в другую через COPY --from.',
    },
    image: {
      en: 'The shipped image stands on "{image}" and brings {tools} with it',
      ru: 'Итоговый образ стоит на «{image}» и везёт с собой {tools}',
    },
    packages: {
      en: 'Build packages stay in the shipped image: {names}',
      ru: 'В итоговом образе остаются пакеты для сборки: {names}',
    },
  },
  *check(stage, { document, index }) {
    if (!isForProduction(stage, document.path) || buildsOnPurpose(stage)) return;
    const users = usersOf(index, stage, document.path);
    if (users.length > 0 && users.every(({ container }) => isForDevelopment(container))) return;
    let bottom = stage;
    while (bottom.base.stage) bottom = bottom.base.stage;
    const image = known(bottom.base.image);
    if (image === undefined) return;
    const name = canonicalName(image);
    const tools = buildImages.get(name);
    if (tools !== undefined) {
      yield {
        at: bottom.base.image.state === 'set' ? bottom.base.image.span : bottom.from.span,
        say: 'image',
        with: { image: image.text, tools },
      };
      return;
    }
    // Agents of build servers and other tools are made for it.
    const role = factsOf(image)?.role;
    if (role !== 'os' && role !== 'runtime') return;
    for (const words of keptBuildPackages(stage)) {
      const [first] = words;
      if (first)
        yield {
          at: first.span,
          say: 'packages',
          with: { names: words.map(({ text }) => text.replace(/[=~<>].*/, '')) },
        };
    }
  },
});

function buildsOnPurpose({ container }: Stage): boolean {
  const [first, ...rest] = mainLine(container) ?? [];
  const program = nameOf(first?.text ?? '');
  return (
    builders.test(program) || isShell(program) || (program === 'dotnet' && rest.some(({ text }) => tasks.test(text)))
  );
}
