import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  printComposeBytes,
  printComposeCpus,
  printDuration,
  printKubernetesCpu,
  printKubernetesMemory,
  readComposeBytes,
  readComposeCpus,
  readComposeDuration,
  readGoDuration,
  readKubernetesCpu,
  readKubernetesMemory,
} from '../../../core/model/quantity.js';

/** Runs a reader over the left column and compares with the right one. */
function reads(
  reader: (text: string) => number | undefined,
  table: Readonly<Record<string, number | undefined>>,
): void {
  deepEqual(Object.fromEntries(Object.keys(table).map((text) => [text, reader(text)])), table);
}

test('Kubernetes memory knows binary, decimal, exponent and milli spellings', () => {
  reads(readKubernetesMemory, {
    '256Mi': 268_435_456,
    '1Gi': 1_073_741_824,
    '0.5Gi': 536_870_912,
    '1e3': 1000,
    '1E3': 1000,
    '1E': 1e18,
    '12e-1': 1.2,
    '128m': 0.128,
    '129M': 129_000_000,
    '2k': 2000,
    '64Ki': 65_536,
    '.5Gi': 536_870_912,
    '5.': 5,
    '-1': -1,
    '+1': 1,
    '268435456': 268_435_456,
  });
});

test('what Kubernetes refuses as a quantity is undefined', () => {
  for (const text of [
    '',
    ' ',
    '256MB',
    '256mi',
    '256 Mi',
    '1K',
    '1gi',
    'Mi',
    '1.2.3',
    '$MEM',
    '1e',
    '1_000',
    'constructor',
  ])
    equal(readKubernetesMemory(text), undefined, text);
});

test('Kubernetes cpu is told in millicores without the noise of binary fractions', () => {
  reads(readKubernetesCpu, {
    '500m': 500,
    '0.5': 500,
    '1': 1000,
    '1.001': 1001,
    '0.1': 100,
    '2': 2000,
    '1500m': 1500,
    '100u': 0.1,
    '500M': 5e11,
    half: undefined,
  });
});

test('Compose bytes are binary in every case and bare numbers are bytes', () => {
  reads(readComposeBytes, {
    '50M': 52_428_800,
    '50m': 52_428_800,
    '50mb': 52_428_800,
    '50MB': 52_428_800,
    '50MiB': 52_428_800,
    '50Mi': 52_428_800,
    '1g': 1_073_741_824,
    '1.5gb': 1_610_612_736,
    '64k': 65_536,
    '64kb': 65_536,
    '300b': 300,
    '1048576': 1_048_576,
    '32 kB': 32_768,
    '-1': -1,
    '0': 0,
    '1tb': 1_099_511_627_776,
    '50x': undefined,
    '50bb': undefined,
    M: undefined,
    '': undefined,
    '${MEM}': undefined,
  });
});

test('Compose cpus are a decimal number of cores', () => {
  reads(readComposeCpus, {
    '0.5': 500,
    '0.50': 500,
    '2': 2000,
    '.25': 250,
    '0': 0,
    '500m': undefined,
    '': undefined,
    '0x1': undefined,
  });
});

test('Go durations add their parts up and refuse missing or unknown units', () => {
  reads(readGoDuration, {
    '1m30s': 90,
    '90s': 90,
    '1.5h': 5400,
    '500ms': 0.5,
    '2h45m': 9900,
    '-1.5h': -5400,
    '100us': 0.0001,
    '0': 0,
    '0s': 0,
    '30': undefined,
    '1d': undefined,
    '1m 30s': undefined,
    s: undefined,
    '': undefined,
    '-': undefined,
    '1mx': undefined,
    '1e3s': undefined,
  });
});

test('Compose durations also know days and weeks, but no bare numbers', () => {
  reads(readComposeDuration, {
    '1d': 86_400,
    '2w': 1_209_600,
    '1d12h': 129_600,
    '1m30s': 90,
    '30': undefined,
    '1y': undefined,
  });
});

test('amounts print in the spelling of their format', () => {
  deepEqual(
    [
      printKubernetesMemory(256 * 2 ** 20),
      printComposeBytes(256 * 2 ** 20),
      printKubernetesMemory(1000),
      printComposeBytes(2 ** 40),
      printKubernetesMemory(0),
      printKubernetesCpu(500),
      printKubernetesCpu(2000),
      printComposeCpus(500),
      printComposeCpus(1000),
    ],
    ['256Mi', '256M', '1000', '1024G', '0', '500m', '2', '0.5', '1'],
  );
  deepEqual([30, 60, 90, 3600, 0.5, 0, 5430.25].map(printDuration), [
    '30s',
    '1m',
    '1m30s',
    '1h',
    '500ms',
    '0s',
    '1h30m30s250ms',
  ]);
});

test('every printed amount is read back as itself', () => {
  const bytes = fc.integer({ min: 0, max: 2 ** 45 });
  fc.assert(
    fc.property(
      bytes,
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      (size, cpu, time) => {
        equal(readKubernetesMemory(printKubernetesMemory(size)), size);
        equal(readComposeBytes(printComposeBytes(size)), size);
        equal(readKubernetesCpu(printKubernetesCpu(cpu)), cpu);
        equal(readComposeCpus(printComposeCpus(cpu)), cpu);
        equal(readGoDuration(printDuration(time / 1000)), time / 1000);
      },
    ),
  );
});
