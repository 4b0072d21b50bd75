import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { root } from './root.js';

/** The package as it is installed, the bundles and beside them the pages, for the tests of one file. */
export function installPackage(name: string): { readonly folder: string; readonly bin: string } {
  const folder = join(root, 'out', `${name}-${process.pid}`);
  const bin = join(folder, 'bin', 'seaworthy');
  before(() => {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    const build = [join(root, 'esbuild.mjs'), `--outdir=${join(folder, 'dist')}`];
    equal(spawnSync(process.execPath, build, { stdio: 'inherit' }).status, 0);
    symlinkSync(join(root, 'rules'), join(folder, 'rules'));
    // As npm links a command.
    symlinkSync(join(folder, 'dist', 'cli', 'main.js'), bin);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, bin };
}
