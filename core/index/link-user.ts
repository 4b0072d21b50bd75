import type { Container } from '../model/container.js';
import type { Document } from '../model/document.js';
import { factsOf, type ImageUser } from '../model/image-facts.js';
import { isRoot, preparesHost, setsLesserUser, userOfStage } from '../model/root-user.js';
import type { Span } from '../span.js';
import { placeOf } from '../value.js';
import type { Index } from './index.js';
import { stageOf, stageOfImage, usersOf } from './link-image.js';

/**
 * Why a container runs as root. `written`: it says so. `base`: its base image does and nothing in the Dockerfile changes
 * it. `unset`: nothing in the pod keeps it from it. `conflict`: it says so and forbids it at once.
 */
export interface RootUse {
  readonly why: 'written' | 'base' | 'unset' | 'conflict';
  readonly at: Span;
}

/** Undefined when the container does not run as root, or when that cannot be said. */
export function rootUseOf(index: Index, document: Document, container: Container): RootUse | undefined {
  switch (container.format) {
    case 'dockerfile':
      return ofStage(index, document, container);
    case 'compose':
      return ofService(index, document, container);
    case 'kubernetes':
      return ofPod(index, container);
    default:
      return undefined;
  }
}

function ofStage(index: Index, { stage: stages, path }: Document, { user, anchor }: Container): RootUse | undefined {
  const stage = stages.find((each) => each.container.anchor === anchor);
  if (stage === undefined || !stage.shipped || userOfStage(stage) !== 'root') return undefined;
  const users = usersOf(index, stage, path);
  if (users.length > 0 && users.every(({ container }) => setsLesserUser(container))) return undefined;
  if (user.state === 'set') return { why: 'written', at: user.span };
  return { why: 'base', at: placeOf(stage.base.image) };
}

/** Without `user` the image decides, and that is told where the image is made. */
function ofService(index: Index, { path, text }: Document, container: Container): RootUse | undefined {
  const { user, job, security } = container;
  if (user.state !== 'set' || !isRoot(user.value) || job || preparesHost(container)) return undefined;
  if (security.privileged.state === 'set' && security.privileged.value) return undefined;
  // `${UID:-0}` is whatever the caller wants.
  if (text.slice(user.span.start, user.span.end).includes('${')) return undefined;
  const built = stageOf(index, container, path);
  return imageUser(container, built?.fact.stage && userOfStage(built.fact.stage)) === 'steps-down'
    ? undefined
    : { why: 'written', at: user.span };
}

function imageUser({ image }: Container, built: ImageUser | undefined): ImageUser | undefined {
  return built ?? (image.state === 'set' ? factsOf(image.value)?.user : undefined);
}

/**
 * A privileged container is told about its privileges; in a user namespace root is nobody; OpenShift gives each namespace
 * users of its own. Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
function ofPod(index: Index, container: Container): RootUse | undefined {
  const { workload, anchor } = container;
  const { privileged, runAsNonRoot, runAsUser } = container.security;
  if (workload === undefined || workload.kind === 'DeploymentConfig') return undefined;
  if (privileged.state === 'set' && privileged.value) return undefined;
  const hostUsers = workload.spec.at('hostUsers').flag();
  if (hostUsers.state === 'opaque' || (hostUsers.state === 'set' && !hostUsers.value)) return undefined;
  if (runAsUser.state === 'opaque' || (runAsUser.state === 'set' && runAsUser.value > 0)) return undefined;
  const isForbidden = runAsNonRoot.state === 'set' && runAsNonRoot.value;
  if (runAsUser.state === 'set') {
    if (isForbidden) return { why: 'conflict', at: runAsUser.span };
    return preparesHost(container) ? undefined : { why: 'written', at: runAsUser.span };
  }
  if (runAsNonRoot.state === 'opaque' || isForbidden) return undefined;
  const built = stageOfImage(index, container);
  // What a Dockerfile of the workspace makes is told there.
  if (built !== undefined || imageUser(container, undefined) === 'nonroot') return undefined;
  return { why: 'unset', at: runAsNonRoot.state === 'set' ? runAsNonRoot.span : anchor };
}
