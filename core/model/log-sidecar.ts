import type { Edit } from '../edit.js';
import type { Container, Mount } from './container.js';
import { appendTo } from './yaml-fix.js';

/**
 * Adds a container to the pod that prints the files of a log folder, so that whoever collects the output of containers
 * gets them. Source: https://kubernetes.io/docs/concepts/cluster-administration/logging/#streaming-sidecar-container
 */
export function printLogs({ workload, name, job }: Container, { target, source }: Mount): readonly Edit[] | undefined {
  // Beside a job it would keep the pod from ending.
  if (workload === undefined || job || target === undefined || source === undefined) return undefined;
  const wait = `until ls ${target}/*.log >/dev/null 2>&1; do sleep 1; done`;
  return appendTo(workload.spec.at('containers'), {
    name: `${name}-log`,
    image: 'busybox:1.37',
    command: ['sh', '-c', `${wait}; exec tail -n +1 -F ${target}/*.log`],
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65534,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: source, mountPath: target, readOnly: true }],
  });
}
