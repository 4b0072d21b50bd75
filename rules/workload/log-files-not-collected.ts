import type { Index } from '../../core/index/index.js';
import { isCollected, isVariableReplaced, missingLogShipper, stageOf, usersOf } from '../../core/index/link.js';
import type { Container, Mount } from '../../core/model/container.js';
import type { Stage } from '../../core/model/dockerfile.js';
import type { Document } from '../../core/model/document.js';
import { type LogFile, logFilesOf } from '../../core/model/log-file.js';
import { isLinked, isLogFolder, linkedFolder, mountOver } from '../../core/model/log-path.js';
import { logKeeper, packagedServer } from '../../core/model/log-server.js';
import { printLogs } from '../../core/model/log-sidecar.js';
import { isOutsideProduction } from '../../core/model/outside-production.js';
import { dropMount } from '../../core/model/volume-fix.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'log-files-not-collected',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'logging-strategies',
  pillar: 'observability',
  preset: 'recommended',
  level: { dockerfile: 'warning', compose: 'hint', kubernetes: 'hint' },
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: 'Logs go to stdout and stderr', ru: 'Логи идут в stdout и stderr' },
    why: {
      en: 'Collectors read what containers print. A log in a file of the container is seen by nobody, grows until the disk is full, and is gone with the container, usually with the lines that say why.',
      ru: 'Сборщики читают то, что контейнер печатает. Лог в файле контейнера не видит никто, он растёт, пока не кончится диск, и исчезает вместе с контейнером — обычно с теми строками, где сказано почему.',
    },
    redirect: {
      en: 'The output goes to the file "{path}", where nobody collects it',
      ru: 'Вывод уходит в файл «{path}», откуда его никто не собирает',
    },
    setting: {
      en: '"{name}" sends the log to "{path}", where nobody collects it',
      ru: '«{name}» отправляет лог в «{path}», откуда его никто не собирает',
    },
    server: {
      en: '"{name}" logs to "{path}", which is not linked to stdout',
      ru: '«{name}» пишет лог в «{path}», и ссылки оттуда на stdout нет',
    },
    folder: {
      en: 'Log files in "{path}" are on a volume that nobody else reads',
      ru: 'Файлы логов в «{path}» лежат на томе, который больше никто не читает',
    },
    keeper: {
      en: '"{name}" looks after log files that nobody collects from the container',
      ru: '«{name}» присматривает за файлами логов, которые из контейнера никто не собирает',
    },
    fix: { en: 'Bring the log to stdout', ru: 'Вывести лог в stdout' },
  },
  *check(document, { index }) {
    if (isOutsideProduction(document.path)) return;
    const told = new Set<number>();
    for (const container of document.container) {
      if (container.role === 'build' || container.job || isOutsideProduction(container.name)) continue;
      const files = filesOf(index, document, container);
      for (const { setting, path, span: at, fix } of files) {
        if (told.has(at.start)) continue;
        told.add(at.start);
        if (setting === undefined) yield { at, say: 'redirect', with: { path }, fix };
        else yield { at, say: 'setting', with: { name: setting, path }, fix };
      }
      const stage = document.stage.find((each) => each.container === container);
      // One cause, one finding: what is written is more than where it may be written.
      if (files.length > 0) continue;
      for (const mount of missingLogShipper(index, document, container)) {
        if (told.has(mount.span.start)) continue;
        told.add(mount.span.start);
        yield {
          at: mount.span,
          say: 'folder',
          with: { path: mount.target ?? '' },
          fix: () => bringOut(container, mount),
        };
      }
      if (stage === undefined || stage.platform === 'windows') continue;
      const server = packagedServer(stage);
      const folder = logVolume(index, stage, document.path);
      const keeper = logKeeper(stage);
      if (server) {
        const { program, path, fix } = server;
        yield { at: program.span, say: 'server', with: { name: program.text, path }, fix };
      } else if (folder) yield { at: folder.span, say: 'folder', with: { path: folder.target ?? '' } };
      else if (keeper) yield { at: keeper.span, say: 'keeper', with: { name: keeper.text } };
    }
  },
});

/** The files that a container is told to write, without those that somebody reads or that are links to stdout. */
function filesOf(index: Index, document: Document, container: Container): readonly LogFile[] {
  const files = logFilesOf(document, container);
  if (files.length === 0) return [];
  const stage =
    document.stage.find((each) => each.container === container) ?? stageOf(index, container, document.path)?.fact.stage;
  return files.filter(({ setting, path }) => {
    if (stage !== undefined && isLinked(stage, path)) return false;
    if (document.format !== 'dockerfile') return !isCollected(index, document, container, path);
    return setting === undefined || !isVariableReplaced(index, document, setting);
  });
}

/** Where a volume covers up links to stdout, it goes; in a pod somebody else can print the files. */
function bringOut(container: Container, mount: Mount) {
  if (container.format === 'kubernetes') return printLogs(container, mount);
  return linkedFolder(container) === undefined ? undefined : dropMount(container, mount);
}

/** A VOLUME for log files, unless whoever runs the image mounts something there. */
function logVolume(index: Index, stage: Stage, path: string): Mount | undefined {
  const { mounts } = stage.container;
  if (mounts.state !== 'set') return undefined;
  const users = usersOf(index, stage, path);
  return mounts.value.find(
    ({ target }) =>
      target !== undefined &&
      isLogFolder(target) &&
      !isLinked(stage, target) &&
      !users.some(({ container }) => container.mounts.state === 'opaque' || mountOver(container, target)),
  );
}
