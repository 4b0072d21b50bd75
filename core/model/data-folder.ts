/** Parts of a path that say that what lies there is worth keeping. */
const data = new Set([
  ...['data', 'db', 'database', 'databases', 'storage', 'state', 'files', 'uploads', 'media', 'attachments'],
  ...['repositories', 'backup', 'backups'],
]);

/** Parts that say that it can be made again, or is none of data: caches, builds, dependencies, sockets, settings. */
const other =
  /^(?:\.?cache|tmp|temp|node_modules|vendor|\.?venv|build|dist|target|logs?|run|config|conf|etc|certs?|docker|containers|kubelet|apt|dpkg|nginx|\.git|\.next|static)$/i;

/**
 * True for a folder that by its name holds data: `/data`, `/var/lib/shop`, `/srv/uploads`. Folders that shield
 * dependencies or hold caches are none.
 */
export function isDataFolder(path: string): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  if (!path.startsWith('/') || parts.some((part) => other.test(part))) return false;
  return parts.some((part) => data.has(part.toLowerCase())) || /^\/var\/lib\/[^/]+/.test(path);
}
