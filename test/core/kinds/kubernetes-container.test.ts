import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../../core/edit.js';
import { newProbe } from '../../../core/model/probe.js';
import { known } from '../../../core/value.js';
import { containerOf, deployment, workloadOf } from './kubernetes-read.js';

const bare = deployment(`containers:
- name: api
  image: registry.example.com:5000/team/api:1.4.2@sha256:${'a'.repeat(64)}
`);

function api(fields: string, pod = ''): string {
  return deployment(`${pod}containers:\n- name: api\n  image: example.com/api:1.4.2\n${fields}`);
}

function applied(text: string, edits: readonly Edit[] | undefined): string {
  ok(edits, 'the hole declined');
  return applyEdits(text, edits).text;
}

test('a bare container has platform defaults, missing values at its name, and unknown foreign fields', () => {
  const container = containerOf(bare);
  deepEqual(
    [known(container.stop.grace), known(container.restart), known(workloadOf(bare).replicas)],
    [30, 'Always', 1],
  );
  deepEqual(
    [container.stop.grace, container.restart].map((value) => value.state === 'set' && value.via),
    ['default', 'default'],
  );
  const { memory } = container.limits;
  equal(memory.state, 'unset');
  equal(memory.state === 'unset' && bare.slice(memory.anchor.start, memory.anchor.end), 'api');
  deepEqual(
    [container.build, container.logging, container.dependencies, container.stop.signal].map(({ state }) => state),
    ['opaque', 'opaque', 'opaque', 'opaque'],
  );
  deepEqual(
    [container.user, container.ports, container.mounts, container.liveness, container.stop.preStop].map(
      ({ state }) => state,
    ),
    ['unset', 'unset', 'unset', 'unset', 'unset'],
  );
  const image = known(container.image);
  deepEqual([image?.registry, image?.repository, image?.tag], ['registry.example.com:5000', 'team/api', '1.4.2']);
});

test('the image "auto" of an Istio proxy is filled in by the injector, any other "auto" is an image', () => {
  const proxy = (name: string): string => deployment(`containers:\n- name: ${name}\n  image: auto\n`);
  equal(containerOf(proxy('istio-proxy'), 'istio-proxy').image.state, 'opaque');
  equal(known(containerOf(proxy('web'), 'web').image)?.name, 'auto');
});

test('the pod level fills in the security context, and the container wins', () => {
  const pod = 'securityContext: {runAsNonRoot: true, runAsUser: 1000}\n';
  const inherited = containerOf(api('', pod));
  const { runAsNonRoot, runAsUser, privileged } = inherited.security;
  deepEqual([runAsNonRoot.state === 'set' && runAsNonRoot.via, known(runAsUser)], ['inherited', 1000]);
  deepEqual([known(inherited.user), privileged.state], ['1000', 'unset']);
  const own = containerOf(api('  securityContext: {runAsNonRoot: false}\n', pod)).security.runAsNonRoot;
  deepEqual([known(own), own.state === 'set' && own.via], [false, undefined]);
});

test('fields that only a container has are not taken from the pod', () => {
  const text = api('', 'securityContext: {readOnlyRootFilesystem: true}\n');
  equal(containerOf(text).security.readOnlyRoot.state, 'unset');
});

test('nothing of the security context is missing on Windows', () => {
  for (const pod of ['os: {name: windows}\n', 'nodeSelector: {kubernetes.io/os: windows}\n']) {
    const { security, user } = containerOf(api('', pod));
    deepEqual(
      new Set([...Object.values(security), user].map((value: { readonly state: string }) => value.state)),
      new Set(['opaque']),
    );
  }
});

test('a limit alone supplies the request, and a limit of zero is none', () => {
  const { limits, requests } = containerOf(api('  resources: {limits: {memory: 512Mi, cpu: 0}}\n'));
  deepEqual([known(limits.memory), known(requests.memory)], [512 * 2 ** 20, 512 * 2 ** 20]);
  equal(requests.memory.state === 'set' && requests.memory.via, 'default');
  deepEqual([limits.cpu.state, requests.cpu.state], ['unset', 'unset']);
});

test('resources of the whole pod leave the share of a container unknown', () => {
  const { limits, requests } = containerOf(api('', 'resources: {limits: {memory: 1Gi}}\n'));
  deepEqual(
    [limits.memory, requests.memory, limits.cpu].map(({ state }) => state),
    ['opaque', 'opaque', 'unset'],
  );
});

test('probes have their handler and the defaults of the kubelet', () => {
  const container = containerOf(
    api(`  livenessProbe: {httpGet: {path: /live, port: web}, periodSeconds: 5}
  readinessProbe: {exec: {command: [sh, -c, "pg_isready || exit 1"]}}
  startupProbe: {grpc: {port: 9000}, failureThreshold: 30}
`),
  );
  const live = known(container.liveness);
  deepEqual(
    [live?.handler, live?.http && known(live.http.path), live?.http && known(live.http.port), live?.http?.scheme],
    ['http', '/live', 'web', 'http'],
  );
  deepEqual(
    live && [live.startDelay, live.interval, live.timeout, live.retries].map((value) => known(value)),
    [0, 5, 1, 3],
  );
  const ready = known(container.readiness)?.command;
  deepEqual([ready?.words.length, ready?.script?.commands.map(({ name }) => name)], [3, ['pg_isready', 'exit']]);
  const startup = known(container.startup);
  deepEqual(
    [startup?.handler, startup?.port && known(startup.port), startup && known(startup.retries)],
    ['grpc', '9000', 30],
  );
});

test('command and args are one line: behind a shell the first argument is the script', () => {
  const container = containerOf(api('  command: [/bin/sh, -c]\n  args: ["exec node server.js --port=$(PORT)"]\n'));
  deepEqual(
    known(container.entrypoint)?.words.map(({ text }) => text),
    ['/bin/sh', '-c'],
  );
  const command = known(container.command);
  deepEqual(
    [command?.script?.commands[0]?.name, command?.shell, command?.words[0]?.literal],
    ['node', '/bin/sh', false],
  );
});

test('arguments without a command are plain words, and references in them are not literal', () => {
  const command = known(containerOf(api('  args: [--listen=0.0.0.0:8080, --db=$(DB_HOST)]\n')).command);
  deepEqual(
    command?.words.map(({ text, literal }) => [text, literal]),
    [
      ['--listen=0.0.0.0:8080', true],
      ['--db=$(DB_HOST)', false],
    ],
  );
  equal(command?.script, undefined);
});

test('variables know whether they are written, referred to, or made of others', () => {
  const { variables, variablesOpen } = containerOf(
    api(`  env:
  - {name: PORT, value: "8080"}
  - name: EMPTY
  - {name: URL, value: "http://$(HOST)/"}
  - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
  - {name: MODE, valueFrom: {configMapKeyRef: {name: app, key: mode}}}
  - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
`),
  );
  equal(variablesOpen, false);
  deepEqual(
    variables.map(({ name, value, reference }) => [
      name,
      known(value) ?? value.state,
      reference?.kind,
      reference?.name,
    ]),
    [
      ['PORT', '8080', undefined, undefined],
      ['EMPTY', '', undefined, undefined],
      ['URL', 'opaque', undefined, undefined],
      ['PASSWORD', 'opaque', 'Secret', 'db'],
      ['MODE', 'opaque', 'ConfigMap', 'app'],
      ['NODE', 'opaque', 'field', undefined],
    ],
  );
  equal(containerOf(api('  envFrom: [{configMapRef: {name: app}}]\n')).variablesOpen, true);
});

test('a mount is what its volume is', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  volumeClaimTemplates:
  - metadata: {name: data}
  template:
    spec:
      volumes:
      - {name: tmp, emptyDir: {}}
      - {name: shm, emptyDir: {medium: Memory}}
      - {name: backup, persistentVolumeClaim: {claimName: backups}}
      - {name: conf, configMap: {name: db-conf}}
      - {name: tls, secret: {secretName: db-tls}}
      - {name: sock, hostPath: {path: /run/containerd}}
      - {name: token, projected: {sources: [{secret: {name: token}}]}}
      containers:
      - name: api
        image: postgres:17
        volumeMounts:
        - {name: data, mountPath: /var/lib/postgresql/data}
        - {name: tmp, mountPath: /tmp}
        - {name: shm, mountPath: /dev/shm}
        - {name: backup, mountPath: /backup, readOnly: true}
        - {name: conf, mountPath: /etc/postgresql}
        - {name: tls, mountPath: /tls}
        - {name: sock, mountPath: /sock}
        - {name: token, mountPath: /token}
        - {name: lost, mountPath: /lost}
`;
  deepEqual(
    known(containerOf(text).mounts)?.map(({ kind, source, target, readOnly }) => [kind, source, target, readOnly]),
    [
      ['claim', 'data', '/var/lib/postgresql/data', false],
      ['ephemeral', 'tmp', '/tmp', false],
      ['tmpfs', 'shm', '/dev/shm', false],
      ['claim', 'backups', '/backup', true],
      ['config', 'db-conf', '/etc/postgresql', true],
      ['secret', 'db-tls', '/tls', true],
      ['bind', '/run/containerd', '/sock', false],
      ['secret', 'token', '/token', true],
      ['unknown', undefined, '/lost', false],
    ],
  );
});

test('ports keep number, name and protocol', () => {
  const { ports } = containerOf(
    api('  ports:\n  - {containerPort: 8080, name: web}\n  - {containerPort: 53, protocol: UDP, hostPort: 53}\n'),
  );
  deepEqual(
    known(ports)?.map(({ number, name, protocol, published }) => [number, name, protocol, published]),
    [
      [8080, 'web', 'tcp', undefined],
      [53, undefined, 'udp', 53],
    ],
  );
});

test('a hook is a command, a sleep, or another thing', () => {
  const hook = (text: string) => known(containerOf(api(`  lifecycle: {preStop: ${text}}\n`)).stop.preStop);
  equal(hook('{sleep: {seconds: 5}}')?.sleep, 5);
  equal(hook('{exec: {command: [sleep, "10"]}}')?.command?.words.length, 2);
  deepEqual(hook('{httpGet: {path: /drain, port: 8080}}'), { command: undefined, sleep: undefined });
});

test('holes write values the way Kubernetes spells them', () => {
  const before = api('');
  const container = containerOf(before);
  const after = applied(before, container.limits.memory.hole.put(256 * 2 ** 20));
  equal(known(containerOf(after).limits.memory), 256 * 2 ** 20);
  ok(after.includes('memory: 256Mi'), after);
  const graced = applied(before, container.stop.grace.hole.put(45));
  equal(known(workloadOf(graced).grace), 45);
  const capped = applied(before, container.security.droppedCapabilities.hole.put(['ALL']));
  deepEqual(known(containerOf(capped).security.droppedCapabilities), ['ALL']);
  const several = applied(before, workloadOf(before).replicas.hole.put(2));
  equal(known(workloadOf(several).replicas), 2);
});

test('a new probe is written without the values that are defaults', () => {
  const before = api('');
  const probe = newProbe({ handler: 'http', path: '/ready', port: '8080' }, { interval: 10, timeout: 2 });
  const after = applied(before, containerOf(before).readiness.hole.put(probe));
  deepEqual(containerOf(after).readiness.state, 'set');
  ok(/readinessProbe:\n +httpGet:\n +path: \/ready\n +port: 8080\n +timeoutSeconds: 2\n/.test(after), after);
});

test('an inherited value is written where it stands', () => {
  const before = api('', 'securityContext: {runAsNonRoot: false}\n');
  const after = applied(before, containerOf(before).security.runAsNonRoot.hole.put(true));
  equal(after, before.replace('runAsNonRoot: false', 'runAsNonRoot: true'));
});
