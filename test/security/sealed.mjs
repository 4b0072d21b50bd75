// Loaded before the product: whatever would leave the process, start another one or write a file fails loudly. So does
// reading outside of the folders that SEALED_READS names, where it is set.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
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
  for (const owner of [fs, fs.promises]) {
    for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'readdir', 'readdirSync', 'readlink']) {
      const original = owner[name];
      if (original === undefined) continue;
      owner[name] = (file, ...rest) =>
        typeof file !== 'string' || isInside(path.resolve(file))
          ? original(file, ...rest)
          : refuse(`fs.${name} ${file}`)();
    }
  }
}
syncBuiltinESMExports();
