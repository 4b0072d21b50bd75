import { api, chart, database, deployment, type ItemCase, object, postgres, withEnv, workflow } from './workspace.js';

const cron = (command: string): string => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: night
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: night
              image: postgres:17.5
              command: ${command}
`;
const scan = '      - uses: aquasecurity/trivy-action@0.33.1\n        with: { image-ref: registry.example.com/api }\n';

/** Security and reliability: each item with files that show it, and with files that do not. */
export const safetyCases: readonly ItemCase[] = [
  {
    item: 'image-scan',
    status: 'met',
    files: { ...api, '.github/workflows/ci.yml': workflow(scan) },
    at: '.github/workflows/ci.yml:6',
  },
  {
    item: 'image-scan',
    status: 'missing',
    files: {
      ...api,
      '.github/workflows/ci.yml': workflow('      - run: docker build -t registry.example.com/api .\n'),
    },
  },
  { item: 'image-scan', status: 'unseen', files: api },
  {
    item: 'image-scan',
    status: 'unseen',
    files: { ...api, '.github/workflows/ci.yml': workflow('      - run: npm test\n') },
  },
  {
    item: 'image-scan',
    status: 'partly',
    files: { ...api, '.github/workflows/ci.yml': workflow(`${scan}        continue-on-error: true\n`) },
  },
  {
    item: 'image-scan',
    status: 'partly',
    files: {
      ...api,
      '.github/workflows/ci.yml': workflow('      - run: trivy image registry.example.com/api || true\n'),
    },
  },
  {
    item: 'image-scan',
    status: 'partly',
    files: { ...api, '.github/workflows/ci.yml': workflow('      - run: trivy fs .\n') },
  },
  {
    item: 'image-scan',
    status: 'met',
    files: {
      ...api,
      '.gitlab-ci.yml':
        'scan:\n  image: docker:28\n  script:\n    - docker run --rm aquasec/trivy image --exit-code 1 registry.example.com/api\n',
    },
    at: '.gitlab-ci.yml:4',
  },
  {
    item: 'image-scan',
    status: 'met',
    files: { ...api, '.gitlab-ci.yml': 'include:\n  - template: Jobs/Container-Scanning.gitlab-ci.yml\n' },
    at: '.gitlab-ci.yml:2',
  },

  {
    item: 'secrets',
    status: 'met',
    files: {
      'k8s/api.yaml': deployment('api', {
        container: [
          'env:',
          '  - { name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: database, key: password } } }',
        ],
      }),
    },
    at: 'k8s/api.yaml:16',
  },
  { item: 'secrets', status: 'missing', files: withEnv('DB_PASSWORD', 'hunter2-in-the-file'), at: 'k8s/api.yaml:16' },
  { item: 'secrets', status: 'unseen', files: api },
  {
    item: 'secrets',
    status: 'partly',
    files: {
      ...withEnv('DB_PASSWORD', 'hunter2-in-the-file'),
      'k8s/secret.yaml': object('external-secrets.io/v1', 'ExternalSecret', 'database'),
    },
  },

  {
    item: 'network-policies',
    status: 'met',
    files: {
      ...api,
      'k8s/policy.yaml': object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'deny',
        '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
      ),
    },
    at: 'k8s/policy.yaml:4',
  },
  { item: 'network-policies', status: 'missing', files: api, at: 'k8s/api.yaml:4' },
  {
    item: 'network-policies',
    status: 'partly',
    files: {
      ...api,
      'k8s/policy.yaml': object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'db',
        '{ podSelector: { matchLabels: { app: db } } }',
      ),
    },
  },
  {
    item: 'network-policies',
    status: 'met',
    files: {
      'compose.yaml':
        'services:\n  api:\n    image: registry.example.com/api:1\n    networks: [inside]\nnetworks:\n  inside:\n    internal: true\n',
    },
    at: 'compose.yaml:6',
  },

  { item: 'network-policies', status: 'unseen', files: chart },
  {
    item: 'network-policies',
    status: 'unseen',
    files: { 'compose.yaml': 'services:\n  api:\n    image: registry.example.com/api:1\n' },
  },
  {
    item: 'access-control',
    status: 'met',
    files: {
      'k8s/api.yaml': deployment('api', { pod: ['securityContext: { runAsNonRoot: true, runAsUser: 1000 }'] }),
      'k8s/role.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: api\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: api }\nsubjects: [{ kind: ServiceAccount, name: api }]\n',
    },
    at: 'k8s/role.yaml:4',
  },
  {
    item: 'access-control',
    status: 'partly',
    files: {
      ...api,
      'k8s/role.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: api\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }\nsubjects: [{ kind: ServiceAccount, name: api, namespace: shop }]\n',
    },
  },
  {
    item: 'access-control',
    status: 'missing',
    files: { 'k8s/api.yaml': deployment('api', { pod: ['hostPID: false'] }) },
  },
  {
    item: 'access-control',
    status: 'unseen',
    files: { 'compose.yaml': 'services:\n  api:\n    image: registry.example.com/api:1\n' },
  },

  {
    item: 'security-monitoring',
    status: 'met',
    files: {
      ...api,
      'k8s/falco.yaml': deployment('falco').replace('registry.example.com/falco:1.4.2', 'falcosecurity/falco:0.41.3'),
    },
  },
  { item: 'security-monitoring', status: 'unseen', files: api },

  {
    item: 'compliance',
    status: 'partly',
    files: { ...api, 'k8s/policy.yaml': object('kyverno.io/v1', 'ClusterPolicy', 'no-latest') },
  },
  { item: 'compliance', status: 'unseen', files: api },

  {
    item: 'health-checks',
    status: 'met',
    files: {
      'k8s/api.yaml': deployment('api', { container: ['readinessProbe: { httpGet: { path: /ready, port: 8080 } }'] }),
    },
    at: 'k8s/api.yaml:13',
  },
  {
    item: 'health-checks',
    status: 'missing',
    files: { 'k8s/api.yaml': deployment('api', { container: ['ports: [{ containerPort: 8080 }]'] }) },
    at: 'k8s/api.yaml:13',
  },
  {
    item: 'health-checks',
    status: 'partly',
    files: {
      'k8s/api.yaml': deployment('api', { container: ['readinessProbe: { httpGet: { path: /ready, port: 8080 } }'] }),
      'k8s/web.yaml': deployment('web', { container: ['ports: [{ containerPort: 8080 }]'] }),
    },
  },

  {
    item: 'health-checks',
    status: 'unseen',
    files: { 'compose.yaml': 'services:\n  api:\n    image: registry.example.com/api:1\n' },
  },
  { item: 'health-checks', status: 'unseen', files: chart },
  {
    item: 'graceful-shutdown',
    status: 'met',
    files: { 'k8s/api.yaml': deployment('api', { container: ['lifecycle: { preStop: { sleep: { seconds: 5 } } }'] }) },
    at: 'k8s/api.yaml:15',
  },
  {
    item: 'graceful-shutdown',
    status: 'partly',
    files: { 'k8s/api.yaml': deployment('api', { pod: ['terminationGracePeriodSeconds: 60'] }) },
  },
  {
    item: 'graceful-shutdown',
    status: 'missing',
    files: { Dockerfile: 'FROM alpine:3.22\nUSER 1000\nSTOPSIGNAL SIGKILL\nCMD ["/app"]\n' },
  },
  { item: 'graceful-shutdown', status: 'unseen', files: api },

  {
    item: 'backups',
    status: 'met',
    files: { ...database, 'k8s/dump.yaml': cron('[sh, -c, "pg_dump -h db shop > /backup/shop.sql"]') },
    at: 'k8s/dump.yaml:15',
  },
  { item: 'backups', status: 'missing', files: database },
  { item: 'backups', status: 'missing', files: { 'k8s/db.yaml': postgres(deployment('db')) }, at: 'k8s/db.yaml:13' },
  { item: 'backups', status: 'unseen', files: api },
  {
    item: 'backups',
    status: 'met',
    files: { ...api, 'k8s/velero.yaml': object('velero.io/v1', 'Schedule', 'nightly', '{ schedule: "0 3 * * *" }') },
  },

  {
    item: 'disaster-recovery',
    status: 'met',
    files: {
      ...database,
      '.github/workflows/drill.yml': workflow(
        '      - run: pg_restore -d shop latest.dump\n',
        "\n  schedule: [{ cron: '0 5 * * 1' }]",
      ),
    },
    at: '.github/workflows/drill.yml:7',
  },
  {
    item: 'disaster-recovery',
    status: 'partly',
    files: { ...api, 'docs/disaster-recovery.md': '# If the region is gone\n' },
  },
  { item: 'disaster-recovery', status: 'unseen', files: api },

  {
    item: 'circuit-breakers',
    status: 'met',
    files: {
      ...api,
      'k8s/mesh.yaml': object(
        'networking.istio.io/v1',
        'DestinationRule',
        'api',
        '{ host: api, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } }',
      ),
    },
    at: 'k8s/mesh.yaml:5',
  },
  {
    item: 'circuit-breakers',
    status: 'unseen',
    files: { ...api, 'k8s/mesh.yaml': object('networking.istio.io/v1', 'DestinationRule', 'api', '{ host: api }') },
  },
  {
    item: 'circuit-breakers',
    status: 'partly',
    files: { ...api, 'k8s/mesh.yaml': object('networking.istio.io/v1', 'VirtualService', 'api', '{ hosts: [api] }') },
  },

  {
    item: 'chaos-engineering',
    status: 'met',
    files: { ...api, 'k8s/chaos.yaml': object('chaos-mesh.org/v1alpha1', 'Schedule', 'kill-one') },
  },
  {
    item: 'chaos-engineering',
    status: 'partly',
    files: { ...api, 'k8s/chaos.yaml': object('chaos-mesh.org/v1alpha1', 'PodChaos', 'kill-one') },
  },
  { item: 'chaos-engineering', status: 'missing', files: api },
];
