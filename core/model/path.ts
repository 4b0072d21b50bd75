/**
 * Paths as the workspace knows them: forward slashes, absolute (`/srv/app`, `C:/app`) or URIs (`file:///srv/app`).
 * Joins follow POSIX and never leave the root.
 */

/** The part that no `..` may remove: `/`, `C:/`, `file:///`, `vscode-vfs://host/`; empty for a relative path. */
function rootOf(path: string): string {
  const uri = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*\/?/.exec(path);
  if (uri) return uri[0];
  const drive = /^[A-Za-z]:\//.exec(path);
  return drive ? drive[0] : path.startsWith('/') ? '/' : '';
}

/** A path without the slashes at its end; a root loses its own. */
export function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** The folder that holds a file: `/srv` for `/srv/Dockerfile`. A root is its own folder; a bare name has the empty one. */
export function folderOf(path: string): string {
  const root = rootOf(path);
  const rest = trimSlashes(path.slice(root.length));
  const slash = rest.lastIndexOf('/');
  return slash < 0 ? root : root + rest.slice(0, slash);
}

/** The `package.json` in the folder of a file. */
export function packageBeside(path: string): string {
  return joinPath(folderOf(path), 'package.json');
}

/** The last part of a path: `Dockerfile` for `/srv/Dockerfile`. */
export function nameOf(path: string): string {
  const trimmed = trimSlashes(path);
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** `relative` as seen from `folder`, with `.` and `..` resolved. An absolute `relative` stands for itself. */
export function joinPath(folder: string, relative: string): string {
  const wanted = relative.replace(/\\/g, '/');
  const ownRoot = rootOf(wanted);
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*/.exec(folder);
  // An absolute path in a file that is known by its URI belongs to the same scheme and host.
  const whole =
    ownRoot === '/' && scheme ? scheme[0] + wanted : ownRoot || folder === '' ? wanted : `${folder}/${wanted}`;
  const root = rootOf(whole);
  const parts: string[] = [];
  for (const part of whole.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (root === '') parts.push('..');
  }
  return root + parts.join('/');
}

/** A path as one writes it in a file of `folder`: `api/Dockerfile`, `../compose.yaml`. Whole when they share nothing. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  if (rootOf(folder) !== rootOf(path)) return path;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
