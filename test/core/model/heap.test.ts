import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { heapOf, heapsOf } from '../../../core/model/heap.js';
import { exec, shell, started } from './started.js';

const mebi = 2 ** 20;

test('-Xmx in a variable the JVM reads is certain, and its span is the flag alone', () => {
  const heap = heapOf(started({ JAVA_TOOL_OPTIONS: '-XX:+UseG1GC -Xmx512m -Dfile.encoding=UTF-8' }));
  deepEqual(heap, {
    runtime: 'jvm',
    bytes: 512 * mebi,
    percent: undefined,
    flag: '-Xmx512m',
    option: '-Xmx',
    span: { start: 113, end: 121 },
    source: 'variable',
    variable: 'JAVA_TOOL_OPTIONS',
    certain: true,
  });
});

test('the last flag wins, on one line and between the places the JVM reads', () => {
  equal(heapOf(started({ JAVA_TOOL_OPTIONS: '-Xmx1g -Xmx256m' }))?.bytes, 256 * mebi);
  equal(
    heapOf(started({ JAVA_TOOL_OPTIONS: '-Xmx1g' }, exec('java', '-Xmx768M', '-jar', 'app.jar')))?.bytes,
    768 * mebi,
  );
  equal(heapOf(started({ _JAVA_OPTIONS: '-Xmx1g' }, exec('java', '-Xmx768M', '-jar', 'app.jar')))?.bytes, 1024 * mebi);
});

test('a size beats a percentage, and words behind the archive belong to the program', () => {
  equal(heapOf(started({ JAVA_TOOL_OPTIONS: '-Xmx300m -XX:MaxRAMPercentage=75' }))?.bytes, 300 * mebi);
  equal(heapOf(started({ JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75.0' }))?.percent, 75);
  equal(heapOf(started({}, exec('java', '-jar', 'app.jar', '-Xmx1g'))), undefined);
});

test('JAVA_OPTS counts only where a command hands it on', () => {
  equal(heapOf(started({ JAVA_OPTS: '-Xmx1g' }))?.certain, false);
  equal(heapOf(started({ JAVA_OPTS: '-Xmx1g' }, exec('java', '-jar', 'app.jar'))), undefined);
  equal(heapOf(started({ JAVA_OPTS: '-Xmx1g' }, shell('exec java $JAVA_OPTS -jar app.jar')))?.certain, true);
  equal(heapOf(started({ KAFKA_HEAP_OPTS: '-Xmx1g -Xms1g' }))?.certain, true);
});

test('entry point and command are one line', () => {
  equal(heapOf(started({}, exec('-Xmx2g', '-jar', '/app.jar'), exec('java')))?.bytes, 2048 * mebi);
});

test('Node counts in mebibytes and the command line beats NODE_OPTIONS', () => {
  equal(heapOf(started({ NODE_OPTIONS: '--enable-source-maps --max-old-space-size=384' }))?.bytes, 384 * mebi);
  equal(
    heapOf(started({ NODE_OPTIONS: '--max-old-space-size=384' }, shell('node --max_old_space_size=512 server.js')))
      ?.bytes,
    512 * mebi,
  );
});

test('Go, .NET and the data stores each have their own units', () => {
  equal(heapOf(started({ GOMEMLIMIT: '900MiB' }))?.bytes, 900 * mebi);
  equal(heapOf(started({ GOMEMLIMIT: 'off' })), undefined);
  equal(heapOf(started({ DOTNET_GCHeapHardLimit: '0x10000000' }))?.bytes, 256 * mebi);
  equal(heapOf(started({ DOTNET_GCHeapHardLimitPercent: '4B' }))?.percent, 75);
  equal(heapOf(started({}, exec('redis-server', '--maxmemory', '256mb')))?.bytes, 256 * mebi);
  equal(heapOf(started({}, exec('redis-server', '--maxmemory', '256m')))?.bytes, 256_000_000);
  equal(heapOf(started({}, exec('postgres', '-c', 'shared_buffers=1GB')))?.bytes, 1024 * mebi);
  equal(heapOf(started({}, exec('postgres', '-c', 'shared_buffers=16384')))?.bytes, 128 * mebi);
  equal(heapOf(started({}, exec('mysqld', '--innodb-buffer-pool-size=2G')))?.bytes, 2048 * mebi);
});

test('variables and unreadable sizes say nothing', () => {
  for (const options of ['-Xmx$HEAP', '-Xmx', '-Xmx512mb', '-Xss1m', '--max-old-space-size'])
    deepEqual(heapsOf(started({ JAVA_TOOL_OPTIONS: options, NODE_OPTIONS: options })), [], options);
});
