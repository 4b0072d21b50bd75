import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isElsewhere } from '../../../core/model/check-target.js';

test('a name with a domain means another machine, anything else may be the own container', () => {
  for (const host of ['payments.example.com', 'status.example.org.']) assert.ok(isElsewhere(host), host);
  const own = ['localhost', 'api', '127.0.0.1', '10.0.0.1', '[::1]', 'api.shop.svc', 'api.shop.svc.cluster.local'];
  for (const host of own) assert.ok(!isElsewhere(host), host);
});
