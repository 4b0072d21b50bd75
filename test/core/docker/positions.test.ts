import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import * as types from 'vscode-languageserver/node';
import { Position, Range } from '../../../core/docker/positions.js';
import { root } from '../../harness/root.js';

const number = fc.nat({ max: 2 ** 31 - 1 });
const position = fc.record({ line: number, character: number });

test('positions and ranges are made as the package makes them', () => {
  fc.assert(
    fc.property(number, number, number, number, position, position, (a, b, c, d, start, end) => {
      deepEqual(Position.create(a, b), types.Position.create(a, b));
      deepEqual(Range.create(a, b, c, d), types.Range.create(a, b, c, d));
      deepEqual(Range.create(start, end), types.Range.create(start, end));
    }),
  );
});

test('the parser of Dockerfiles takes nothing else from the package', () => {
  const files = globSync('node_modules/dockerfile-ast/lib/**/*.js', { cwd: root });
  const taken = files.flatMap((file) => [
    ...readFileSync(join(root, file), 'utf8').matchAll(/\bvscode_languageserver_types_\d+\.([\w.]+)/g),
  ]);
  deepEqual([...new Set(taken.map(([, name]) => name))].sort(), ['Position.create', 'Range.create']);
});
