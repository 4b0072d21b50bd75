import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSignal, nearestSignal, signalName } from '../../../core/model/signal.js';

test('a known signal reads by its usual name, anything else stays as it is written', () => {
  const cases = [
    ['15', 'SIGTERM'],
    ['term', 'SIGTERM'],
    [' sigquit ', 'SIGQUIT'],
    ['SIGRTMIN+3', 'SIGRTMIN+3'],
    ['37', 'SIGRTMIN+3'],
    ['31', '31'],
    ['Sigtrem', 'Sigtrem'],
    ['SIGRTMIN+16', 'SIGRTMIN+16'],
  ] as const;
  for (const [text, name] of cases) assert.equal(signalName(text), name);
});

test('signals are names in any case and numbers from 1 to 64', () => {
  for (const text of ['SIGTERM', 'int', 'Quit', '1', '64', 'SIGRTMIN+15', 'RTMAX-14']) assert.ok(isSignal(text), text);
  for (const text of ['', '0', '65', '-9', 'SIGEXIT', 'RTMIN+16', 'RTMAX-15', 'SIGSIGTERM']) {
    assert.ok(!isSignal(text), text);
  }
});

test('the nearest signal is one that was meant, or none', () => {
  assert.equal(nearestSignal('SIGTREM'), 'SIGTERM');
  assert.equal(nearestSignal('SIGTERM # stop'), 'SIGTERM');
  assert.equal(nearestSignal('INTT'), 'SIGINT');
  assert.equal(nearestSignal('graceful'), undefined);
  assert.equal(nearestSignal('0'), undefined);
});
