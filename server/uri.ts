/**
 * Paths as the workspace knows them, and URIs as the protocol writes them. A `file:` URI is a path with forward slashes
 * (`/srv/app`, `c:/app`, `//server/share`); any other URI stays one, with its percent-encoding undone
 * (`vscode-vfs://github/owner/repository/Dockerfile`, `untitled:Untitled-1`).
 */

/** The path for a URI. Whatever is no URI at all stands for itself. */
export function pathOfUri(uri: string): string {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/.exec(uri);
  if (!parts) return decode(uri);
  const [, scheme = '', authority, rawPath = ''] = parts;
  const path = decode(rawPath);
  if (scheme.toLowerCase() === 'file') {
    const drive = /^\/([A-Za-z]:)(.*)$/s.exec(path);
    if (drive) return `${(drive[1] ?? '').toLowerCase()}${drive[2] || '/'}`;
    return authority ? `//${decode(authority)}${path}` : path;
  }
  return authority === undefined ? `${scheme}:${path}` : `${scheme}://${decode(authority)}${path}`;
}

/** The URI for a path, encoded as VS Code does it. */
export function uriOfPath(path: string): string {
  const drive = /^([A-Za-z]):(\/.*)?$/s.exec(path);
  if (drive) return `file:///${(drive[1] ?? '').toLowerCase()}%3A${encodePath(drive[2] ?? '/')}`;
  const share = /^\/\/([^/]*)(\/.*)?$/s.exec(path);
  if (share) return `file://${encodePart(share[1] ?? '')}${encodePath(share[2] ?? '/')}`;
  if (path.startsWith('/')) return `file://${encodePath(path)}`;
  const other = /^([A-Za-z][A-Za-z0-9+.-]+):(?:\/\/([^/]*))?(.*)$/s.exec(path);
  if (!other) return encodePath(path);
  const [, scheme = '', authority, rest = ''] = other;
  const host = authority === undefined ? '' : `//${encodePart(authority)}`;
  // The root of a host is a slash; without one VS Code would have no path to join to.
  return `${scheme}:${host}${encodePath(rest === '' && host !== '' ? '/' : rest)}`;
}

/** True when the path is the folder itself or lies below it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A folder's path without the slash at its end, except for a root. */
export function folderPath(uri: string): string {
  const path = pathOfUri(uri);
  return path.length > 1 && path.endsWith('/') && !/(?::|\/)\/$/.test(path) ? path.slice(0, -1) : path;
}

function encodePath(path: string): string {
  return path.split('/').map(encodePart).join('/');
}

/** VS Code encodes more than `encodeURIComponent` does, and a `+` of an authority stays readable for neither. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: decode what can be, keep the rest.
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
}
