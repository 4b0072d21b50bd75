import type { Edit } from '../edit.js';
import type { Plain } from '../yaml/cursor.js';
import type { Database } from './backup.js';
import { type DumpPlan, planDump } from './backup-script.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import { mountOver } from './log-path.js';

/** An account that no image and no distribution gives away. */
const account = 10001;

/**
 * Writes a CronJob behind a workload that dumps its database every night through the Service `host`, and the claim that
 * the dumps lie on. Undefined where the login cannot be handed on as it is written.
 */
export function addBackupJob(document: Document, database: Database, host: string): readonly Edit[] | undefined {
  const { container } = database;
  const { workload, image } = container;
  const plan = planDump(document, database, host);
  if (workload === undefined || plan === undefined || image.state !== 'set') return undefined;
  const login = loginOf(container, plan);
  if (login === undefined) return undefined;
  const name = `${workload.name}-backup`;
  const { namespace } = workload;
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  const script = plan.setup === '' ? plan.dump : `${plan.setup}\n${plan.dump}\n`;
  const pod: Plain = {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: account,
      runAsGroup: account,
      fsGroup: account,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'dump',
        image: image.value.text,
        command: ['sh', '-c', script],
        ...login.variables,
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
        volumeMounts: [{ name: 'backups', mountPath: '/backups' }, ...login.mounts],
      },
    ],
    volumes: [{ name: 'backups', persistentVolumeClaim: { claimName: name } }, ...login.volumes],
  };
  const job: Plain = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: {
      schedule: '17 3 * * *',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      jobTemplate: { spec: { backoffLimit: 2, activeDeadlineSeconds: 3600, template: { spec: pod } } },
    },
  };
  const claim: Plain = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata,
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  };
  return document.following?.put([job, claim]);
}

interface Login {
  readonly variables: { readonly [field: string]: Plain };
  readonly mounts: readonly Plain[];
  readonly volumes: readonly Plain[];
}

/** The variables of a plan as the container has them, with the Secret that a file among them comes from. */
function loginOf(container: Container, { variables }: DumpPlan): Login | undefined {
  const { cursor } = container;
  if (cursor === undefined) return undefined;
  const env: Plain[] = [];
  const envFrom = cursor.at('envFrom').plain();
  const mounts: Plain[] = [];
  const volumes: Plain[] = [];
  for (const { name, value } of variables) {
    const written = cursor
      .at('env')
      .items()
      .find((item) => item.at('name').scalar === name);
    const entry = written?.plain();
    // What is put together from other variables would need those as well.
    if (entry === undefined || written?.at('value').scalar?.includes('$(')) return undefined;
    env.push(entry);
    if (!name.endsWith('_FILE')) continue;
    const mounted = value.state === 'set' ? secretAt(container, value.value) : undefined;
    if (mounted === undefined) return undefined;
    mounts.push(mounted.mount);
    volumes.push(mounted.volume);
  }
  const shared = envFrom === undefined || envFrom === null ? {} : { envFrom };
  return { variables: { ...shared, ...(env.length > 0 ? { env } : {}) }, mounts, volumes };
}

/** The mount of a whole Secret that holds a file. Keys that are given other names or modes are the pod's own affair. */
function secretAt(container: Container, path: string): { readonly mount: Plain; readonly volume: Plain } | undefined {
  const mount = mountOver(container, path);
  const written = container.cursor
    ?.at('volumeMounts')
    .items()
    .find(({ span }) => span.start === mount?.span.start);
  const name = written?.at('name').scalar;
  const plain = written?.plain();
  const secretName = mount?.kind === 'secret' ? mount.source : undefined;
  const volume = container.workload?.spec
    .at('volumes')
    .items()
    .find((item) => item.at('name').scalar === name);
  const isWhole = volume?.at('secret', 'items').kind === 'missing' && written?.at('subPath').kind === 'missing';
  if (!isWhole || plain === undefined || name === undefined || secretName === undefined) return undefined;
  return { mount: plain, volume: { name, secret: { secretName } } };
}
