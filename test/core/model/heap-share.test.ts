import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { defaultJvmHeap, workersOf } from '../../../core/model/heap-share.js';
import { exec, shell, started } from './started.js';

const workers = (...of: Parameters<typeof started>) => {
  const found = workersOf({ ...started(...of), format: 'compose' });
  return found && [found.count, found.source];
};

test('the JVM takes a quarter of the memory by itself, where older defaults play no part', () => {
  equal(defaultJvmHeap(1024 * 2 ** 20), 256 * 2 ** 20);
  equal(defaultJvmHeap(512 * 2 ** 20), 128 * 2 ** 20);
  equal(defaultJvmHeap(256 * 2 ** 20), undefined);
});

test('workers are counted from the command line, then from the variables', () => {
  deepEqual(workers({}, exec('gunicorn', '--workers', '4', 'app:app')), [4, '--workers']);
  deepEqual(workers({}, exec('/usr/local/bin/gunicorn', '-w', '2', 'app:app')), [2, '-w']);
  deepEqual(workers({}, shell('exec uvicorn app:app --workers=3')), [3, '--workers']);
  deepEqual(workers({ GUNICORN_CMD_ARGS: '--workers=5 --bind :80' }), [5, '--workers']);
  deepEqual(workers({ WEB_CONCURRENCY: '6' }), [6, 'WEB_CONCURRENCY']);
  deepEqual(workers({ WEB_CONCURRENCY: '6' }, exec('gunicorn', '--workers=4', 'app:app')), [4, '--workers']);
});

test('what is no count of workers is none', () => {
  equal(workers({}, exec('curl', '-w', '4')), undefined);
  equal(workers({}, exec('gunicorn', 'app:app')), undefined);
  equal(workers({ WEB_CONCURRENCY: '$CPUS' }), undefined);
});
