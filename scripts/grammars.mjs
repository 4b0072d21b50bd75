// Tests the grammars of `syntaxes/` inside the grammars of YAML and Dockerfiles. Without an argument these are the ones
// VS Code had up to 1.94; an argument names a folder with the built-in extensions of a newer one.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the tests and answers whether they passed, with what they said. */
export function testGrammars(extensions) {
  const bases =
    extensions === undefined
      ? ['yaml', 'docker'].map((name) => join(root, 'node_modules', 'tm-grammars', 'grammars', `${name}.json`))
      : globSync(['yaml/syntaxes/*.json', 'docker/syntaxes/*.json'], { cwd: extensions, absolute: true });
  const tests = globSync('test/grammars/*.test.*', { cwd: root });
  const tester = join(root, 'node_modules', 'vscode-tmgrammar-test', 'dist', 'unit.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tester, ...bases.flatMap((base) => ['--grammar', base]), ...tests],
    { cwd: root, encoding: 'utf8' },
  );
  return { passed: status === 0 && bases.length > 1 && tests.length > 1, output: stdout + stderr };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  const { passed, output } = testGrammars(folder === undefined ? undefined : resolve(folder));
  process.stdout.write(output);
  process.exit(passed ? 0 : 1);
}
