import { usersOf } from '../../core/index/link.js';
import { isForDevelopment, isForProduction } from '../../core/model/development.js';
import type { Stage } from '../../core/model/dockerfile.js';
import { knowsOmit } from '../../core/model/npm.js';
import { type DevelopmentInstall, developmentInstalls, isCopied } from '../../core/model/package-install.js';
import { copiedFrom, servesOthers } from '../../core/model/stage-copies.js';
import { rule } from '../../core/rule.js';
import type { Span } from '../../core/span.js';

export default rule({
  id: 'dev-dependencies-installed',
  on: 'document',
  kinds: ['dockerfile'],
  scope: 'workspace',
  topic: 'multi-stage',
  pillar: 'performance',
  preset: 'recommended',
  level: 'info',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'The image has only the packages it runs on',
      ru: 'В образе только те пакеты, с которыми он работает',
    },
    why: {
      en: 'Compilers, test frameworks and linters often outweigh the program. Each is pulled to every node, and each brings vulnerabilities of code that never runs.',
      ru: 'Компиляторы, тестовые фреймворки и линтеры нередко весят больше самой программы. Всё это скачивает каждый узел, и за уязвимости кода, который никогда не выполнится, отвечать вам.',
    },
    installed: {
      en: '"{command}" installs the development packages into the image, too',
      ru: '«{command}» ставит в образ и пакеты для разработки',
    },
    copied: {
      en: 'Stage "{stage}" still has its development packages when they are copied from it',
      ru: 'Из стадии «{stage}» копируются и пакеты для разработки',
    },
    fix: { en: 'Leave out the development packages: {change}', ru: 'Не брать пакеты для разработки: {change}' },
  },
  *check(document, { index }) {
    const told = new Set<number>();
    const isFresh = ({ start }: Span): boolean => !told.has(start) && told.add(start) !== undefined;
    for (const stage of document.stage) {
      if (!isForProduction(stage, document.path)) continue;
      const users = usersOf(index, stage, document.path);
      if (users.length > 0 && users.every(({ container }) => isForDevelopment(container))) continue;
      for (const install of developmentInstalls(stage)) {
        const at = placeOf(install);
        if (install.used || !isFresh(at)) continue;
        const isFree = !servesOthers(install.stage, stage, document.stage);
        const fix = () => (isFree ? withFlag(document.text, install) : undefined);
        yield { at, say: 'installed', with: saidOf(install), fix };
      }
      for (const { source, word, install } of copies(stage, document.stage)) {
        const isFree = !servesOthers(source, stage, document.stage);
        const isUsed = install.used || !isFree;
        const at = isUsed ? word : placeOf(install);
        if (!isFresh(at)) continue;
        if (!isUsed) {
          yield { at, say: 'installed', with: saidOf(install), fix: () => withFlag(document.text, install) };
          continue;
        }
        const { prune, flag } = install;
        const isPrunable = isFree && prune !== undefined && knowsOmit(source);
        const fix = () => (isPrunable ? source.hole.put(`RUN ${prune}`) : undefined);
        const name = source.name ?? String(source.index);
        yield { at, say: 'copied', with: { stage: name, change: prune ?? flag }, fix };
      }
    }
  },
});

const placeOf = ({ words: [first, verb] }: DevelopmentInstall): Span => ({
  start: first.span.start,
  end: verb.span.end,
});

function saidOf({ manager, words: [first, verb], flag }: DevelopmentInstall) {
  return { command: first === verb ? manager : `${manager} ${verb.text}`, change: flag };
}

/** The flag behind the verb, where both are written plainly. npm of old releases has another one. */
function withFlag(text: string, { stage, manager, words: [, verb], flag }: DevelopmentInstall) {
  const { start, end } = verb.span;
  if (text.slice(start, end) !== verb.text || (manager === 'npm' && !knowsOmit(stage))) return undefined;
  return [{ span: { start: end, end }, text: ` ${flag}` }];
}

interface Copy {
  readonly source: Stage;
  readonly word: Span;
  readonly install: DevelopmentInstall;
}

/** What a stage takes from another one together with its development packages. */
function copies(stage: Stage, stages: readonly Stage[]): readonly Copy[] {
  const below = stage.base.stage ? copies(stage.base.stage, stages) : [];
  const own = stage.instructions.flatMap((instruction): readonly Copy[] => {
    const source = copiedFrom(instruction, stages);
    if (source === undefined) return [];
    return instruction.words.slice(0, -1).flatMap(({ text, span }) =>
      developmentInstalls(source)
        .filter((install) => isCopied(install, source, text))
        .map((install) => ({ source, word: span, install })),
    );
  });
  return [...below, ...own];
}
