import type { Security } from '../model/container.js';
import type { Span } from '../span.js';
import { opaque, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { mapped, nearest, textList } from './kubernetes-values.js';

/**
 * The effective security context of a container: its own, under it those of the pod, nearest first. Fields that only a
 * container has are looked up there alone.
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export function readSecurity(container: Cursor, podContexts: readonly Cursor[]): Security {
  const own = container.at('securityContext');
  const flag = (field: string): Value<boolean> => own.at(field).flag();
  return {
    privileged: flag('privileged'),
    runAsNonRoot: nearest(flag('runAsNonRoot'), ...podContexts.map((context) => context.at('runAsNonRoot').flag())),
    runAsUser: nearest(own.at('runAsUser').number(), ...podContexts.map((context) => context.at('runAsUser').number())),
    readOnlyRoot: flag('readOnlyRootFilesystem'),
    allowEscalation: flag('allowPrivilegeEscalation'),
    addedCapabilities: own.at('capabilities', 'add').read(textList, (names) => names),
    droppedCapabilities: own.at('capabilities', 'drop').read(textList, (names) => names),
  };
}

/** The security context of a Windows container, for which none of these fields means anything. */
export function foreignSecurity(span: Span): Security {
  return {
    privileged: opaque(span),
    runAsNonRoot: opaque(span),
    runAsUser: opaque(span),
    readOnlyRoot: opaque(span),
    allowEscalation: opaque(span),
    addedCapabilities: opaque(span),
    droppedCapabilities: opaque(span),
  };
}

/** The numeric user as the text that `Container.user` holds. */
export function userOf({ runAsUser }: Security): Value<string> {
  return mapped(runAsUser, String, Number);
}
