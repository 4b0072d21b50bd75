import type { Container, Mount } from './container.js';
import type { Stage } from './dockerfile.js';
import { factsOf } from './image-facts.js';
import { canonicalName } from './image-name.js';

/** Words in a path that say that the records are kept for another reason than to be read by a collector. */
const kept = /(?:^|[/._-])(?:audit|binlog|wal|slow|relay)/i;

/** True for a file or folder of logs by its path: `/var/log/shop/app.log`, `logs/app.log`, `/app/logs`. */
export function isLogPath(path: string): boolean {
  if (/^(?:-|\/dev(?:\/|$)|\/proc\/|std(?:out|err)$)/.test(path) || kept.test(path) || !/^[\w./+@%-]+$/.test(path)) {
    return false;
  }
  return /\.log$/i.test(path) || isLogFolder(path) || path.split('/').slice(0, -1).some(isLogWord);
}

/** True for a folder of logs by its path. */
export function isLogFolder(path: string): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  if (kept.test(path)) return false;
  return isLogWord(parts[parts.length - 1] ?? '') || /^\/var\/log(?:\/|$)/.test(path);
}

const isLogWord = (part: string): boolean => /^logs?$/i.test(part);

/** Official images whose log files are links to stdout and stderr. Source: their Dockerfiles, as of August 2026. */
const linking: readonly { readonly names: readonly string[]; readonly folder: string }[] = [
  {
    names: ['nginx', 'nginxinc/nginx-unprivileged', 'ghcr.io/nginx/nginx-unprivileged'],
    folder: '/var/log/nginx',
  },
  { names: ['httpd'], folder: '/usr/local/apache2/logs' },
];

/** The folder in which an image links its log files to stdout and stderr. */
export function linkedFolder({ image }: Pick<Container, 'image'>): string | undefined {
  if (image.state !== 'set') return undefined;
  const name = canonicalName(image.value);
  return linking.find(({ names }) => names.includes(name))?.folder;
}

/** True for a server that keeps logs as its image has it: its own documentation says where they go. */
export function keepsOwnLogs({ image }: Pick<Container, 'image'>): boolean {
  const role = image.state === 'set' ? factsOf(image.value)?.role : undefined;
  return role !== undefined && role !== 'os' && role !== 'runtime';
}

/** Standard output or error by one of its paths. */
export const standard = /^\/(?:dev\/std(?:out|err)|proc\/(?:1|self)\/fd\/[12])$/;

/** True for a file that the image of a container links to stdout or stderr, unless a mount covers the link up. */
export function isLinkOfImage(container: Pick<Container, 'image' | 'mounts'>, path: string): boolean {
  const folder = linkedFolder(container);
  return folder !== undefined && path.startsWith(`${folder}/`) && mountOver(container, path) === undefined;
}

/** True when a step of the build, or of the base image, links the file, or what lies in the folder, to stdout or stderr. */
export function isLinked(stage: Stage, path: string): boolean {
  const folder = linkedFolder({ image: stage.rootImage });
  if (folder !== undefined && (path === folder || path.startsWith(`${folder}/`))) return true;
  for (let each: Stage | undefined = stage; each; each = each.base.stage) {
    for (const { script } of each.instructions) {
      const links = script?.commands.filter(
        ({ name, words }) => name === 'ln' && words.some(({ text }) => standard.test(text)),
      );
      const targets = links?.flatMap(({ words }) => words.slice(1).map(({ text }) => text)) ?? [];
      if (targets.some((target) => target === path || target.startsWith(`${path}/`))) return true;
    }
  }
  return false;
}

/** The mount that holds a path: the one with the longest target. */
export function mountOver({ mounts }: Pick<Container, 'mounts'>, path: string): Mount | undefined {
  const all = mounts.state === 'set' ? mounts.value : [];
  const over = all.filter(({ target }) => target !== undefined && (path === target || path.startsWith(`${target}/`)));
  return over.sort((a, b) => (b.target?.length ?? 0) - (a.target?.length ?? 0))[0];
}
