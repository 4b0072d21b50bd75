import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { heapOf } from '../../../core/model/heap.js';
import { resizeHeap } from '../../../core/model/heap-flag.js';
import { container, service } from '../kinds/compose-read.js';

function resized(options: string, bytes: number): string | undefined {
  const web = container(service(`image: logstash:8.19.2\nenvironment:\n  LS_JAVA_OPTS: "${options}"\n`));
  const heap = heapOf(web);
  ok(heap, 'no heap was found');
  return resizeHeap(web, heap, bytes)?.[0]?.text;
}

test('a heap is resized where its flag stands', () => {
  deepEqual(resized('-Xms256m -Xmx1g', 768 * 2 ** 20), '-Xmx768m');
});

test('a JVM is not told to begin with more than it may reach', () => {
  equal(resized('-Xmx1g -Xms1g', 768 * 2 ** 20), undefined);
  equal(resized('-XX:InitialHeapSize=1g -Xmx1g', 768 * 2 ** 20), undefined);
});
