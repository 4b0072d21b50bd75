import { usersOf } from '../../core/index/link.js';
import { compiles } from '../../core/model/build-tools.js';
import type { Command } from '../../core/model/command.js';
import type { Container } from '../../core/model/container.js';
import { isForProduction } from '../../core/model/development.js';
import type { Stage } from '../../core/model/dockerfile.js';
import type { ImageReference } from '../../core/model/image.js';
import { factsOf } from '../../core/model/image-facts.js';
import { replacementOf, retirementOf } from '../../core/model/image-retired.js';
import { smallerImage } from '../../core/model/image-slim.js';
import { mainLine } from '../../core/model/main-process.js';
import { nameOf } from '../../core/model/path.js';
import { neededBy } from '../../core/model/program.js';
import { commandsOf } from '../../core/model/stage-commands.js';
import { servesOthers } from '../../core/model/stage-copies.js';
import { put, rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'image-slim-variant-available',
  on: 'stage',
  kinds: ['dockerfile'],
  scope: 'workspace',
  topic: 'base-images',
  pillar: 'performance',
  preset: 'recommended',
  level: 'hint',
  fix: 'unsafe',
  // Where the image has to be left anyway, what it weighs is no news.
  yieldsTo: ['image-registry-retired', 'image-end-of-life'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'The shipped image stands on the smallest variant that is enough',
      ru: 'Итоговый образ стоит на самом маленьком варианте, которого хватает',
    },
    why: {
      en: 'Everything in the base image is pulled to every node and counted by every scanner. The full variant is there to build native packages in.',
      ru: 'Всё, что есть в базовом образе, скачивает каждый узел и пересчитывает каждый сканер. Полный вариант нужен, чтобы собирать в нём нативные пакеты.',
    },
    compilers: {
      en: '"{image}" brings compilers and headers that "{smaller}" leaves out',
      ru: 'В «{image}» есть компиляторы и заголовки, в «{smaller}» их нет',
    },
    jdk: {
      en: '"{image}" brings a whole JDK, and "{smaller}" is enough to run a program',
      ru: 'В «{image}» целый JDK, а чтобы запустить программу, хватит «{smaller}»',
    },
    fix: { en: 'Take the smaller variant', ru: 'Взять вариант поменьше' },
  },
  *check(stage, { document, index, today }) {
    const bottom = bottomOf(stage);
    const { image } = bottom.base;
    if (image.state !== 'set' || !isForProduction(stage, document.path)) return;
    // Where the repository is retired, the successor is what stays.
    const kept = retirementOf(image.value) ? replacementOf(image.value, today) : image.value;
    const smaller = kept && smallerImage(kept, today);
    if (smaller === undefined) return;
    if (servesOthers(bottom, stage, document.stage) || compiles(stage)) return;
    const users = usersOf(index, stage, document.path).map(({ container }) => container);
    if (isMissed(stage, users, image.value, smaller.image)) return;
    if (smaller.without === 'jdk' && nameOf(mainLine(stage.container)?.[0]?.text ?? '') !== 'java') return;
    yield {
      at: image.span,
      say: smaller.without,
      with: { image: image.value.text, smaller: smaller.image.text },
      fix: () => put(image, smaller.image),
    };
  },
});

function bottomOf(stage: Stage): Stage {
  let bottom = stage;
  while (bottom.base.stage) bottom = bottom.base.stage;
  return bottom;
}

/** True when the build or a container of the image runs something that the full one has and the smaller one lacks. */
function isMissed(stage: Stage, users: readonly Container[], image: ImageReference, smaller: ImageReference): boolean {
  const [full, slim] = [factsOf(image), factsOf(smaller)];
  const started = [stage.container, ...users].flatMap(
    ({ entrypoint, command, liveness, readiness, startup, stop }): readonly (Command | undefined)[] => [
      known(entrypoint),
      known(command),
      known(stop.preStop)?.command,
      ...[liveness, readiness, startup].map((probe) => known(probe)?.command),
    ],
  );
  const programs = [
    ...commandsOf(stage).map(({ command: { name } }) => name ?? ''),
    ...started.flatMap((each) => (each ? neededBy(each) : [])).map(({ name }) => name),
  ];
  return programs.some((name) => full?.has(name) === true && slim?.has(name) === false && !stage.installed.has(name));
}
