// Loaded before the product: whatever would leave the process, start another one or write a file fails loudly. So does
// reading outside of the folders that SEALED_READS names, where it is set, wherever links lead. Who asks whether something is
// there reads nothing of it.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import workers from 'node:worker_threads';

const refuse = (what) => () => {
  fs.writeSync(2, `SEALED: ${what}\n`);
  process.exit(99);
};

for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'])
  childProcess[name] = refuse(`child_process.${name}`);
net.Socket.prototype.connect = refuse('net.Socket.connect');
net.Server.prototype.listen = refuse('net.Server.listen');
dgram.createSocket = refuse('dgram.createSocket');
for (const name of ['lookup', 'resolve']) dns[name] = refuse(`dns.${name}`);
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
if (process.env.SEALED_WORKERS !== 'allowed') workers.Worker = refuse('worker_threads.Worker');
for (const name of [
  'appendFile',
  'copyFile',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'writeFile',
]) {
  fs[name] = refuse(`fs.${name}`);
  fs[`${name}Sync`] = refuse(`fs.${name}Sync`);
  fs.promises[name] = refuse(`fs.promises.${name}`);
}
const { open } = fs.promises;
fs.promises.open = (path, flags, ...rest) =>
  flags === undefined || flags === 'r' ? open(path, flags, ...rest) : refuse('fs.promises.open')();
const { SEALED_READS } = process.env;
if (SEALED_READS !== undefined) {
  const folders = SEALED_READS.split(path.delimiter);
  const isInside = (file) => folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
  const { native: realpath } = fs.realpathSync;
  const real = (file) => {
    try {
      return realpath(file);
    } catch {
      return file;
    }
  };
  /** A link itself lies where it stands. */
  const place = (name, file) =>
    name === 'readlink' ? path.join(real(path.dirname(file)), path.basename(file)) : real(file);
  for (const owner of [fs, fs.promises]) {
    for (const name of ['open', 'opendir', 'openAsBlob', 'readFile', 'readdir', 'readlink']) {
      for (const each of [name, `${name}Sync`]) {
        const original = owner[each];
        if (original === undefined) continue;
        owner[each] = (file, ...rest) => {
          // A number is a file that is open.
          if (typeof file === 'number') return original(file, ...rest);
          const at = place(name, path.resolve(file instanceof URL ? fileURLToPath(file) : String(file)));
          return isInside(at) ? original(file, ...rest) : refuse(`fs.${each} ${at}`)();
        };
      }
    }
  }
}
syncBuiltinESMExports();
