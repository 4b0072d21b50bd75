import { ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openFiles } from './harness/case.js';

test('services that wait for each other by the thousand are checked in time that grows with them, not with their square', () => {
  const count = 5000;
  const services = Array.from(
    { length: count },
    (_, i) =>
      `  s${i}:\n    image: ${i % 2 === 0 ? 'postgres:18' : 'registry.example.com/shop/api:1.4.0'}\n    ports: ["${1000 + i}:80"]\n` +
      `    depends_on:\n      s${(i + 1) % count}: { condition: ${i % 3 === 0 ? 'service_started' : 'service_healthy'} }\n`,
  );
  const workspace = openFiles([{ path: 'compose.yaml', text: `services:\n${services.join('')}` }]);
  // The time of the processor, for others may be busy beside.
  const began = process.cpuUsage();
  ok((workspace.check('/project/compose.yaml')?.findings.length ?? 0) > 1000);
  const { user, system } = process.cpuUsage(began);
  ok((user + system) / 1000 < 8000, `${(user + system) / 1000} ms`);
});

test('fixes of services that share an anchor are tried in time that grows with the services, not with their square', () => {
  const services = Array.from({ length: 1000 }, (_, i) => `  s${i}: {<<: *a}\n`);
  const text = `x-common: &a {image: "nginx:1.27.4"}\nservices:\n${services.join('')}`;
  const workspace = openFiles([{ path: 'compose.yaml', text }]);
  const began = process.cpuUsage();
  ok(workspace.check('/project/compose.yaml')?.findings.some(({ fixable }) => fixable));
  const { user, system } = process.cpuUsage(began);
  ok((user + system) / 1000 < 15_000, `${(user + system) / 1000} ms`);
});
