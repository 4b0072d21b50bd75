import { imagesWithHealthCheck } from '../data/image-health.js';
import type { Container, Probe } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { ImageReference } from '../model/image.js';
import { factsOf } from '../model/image-facts.js';
import { canonicalName } from '../model/image-name.js';
import { type Programs, programsOfImage, programsOfStage } from '../model/program.js';
import type { Value } from '../value.js';
import type { Index } from './index.js';
import { stageOf } from './link-image.js';

/**
 * Whether Docker checks the health of a container: `off` when somebody switched the check off, `unknown` when its image
 * may bring one.
 */
export type HealthState = 'checked' | 'off' | 'missing' | 'unknown';

/** The health check in force for a service of the file at `path`: its own, that of the stage it builds, or the image's. */
export function healthOf(index: Index, container: Container, path: string): HealthState {
  const own = written(container.liveness);
  if (own !== 'missing') return own;
  if (container.build.state === 'unset') return healthOfImage(container.image);
  const built = stageOf(index, container, path);
  return built ? healthOfStage(built.fact.stage) : 'unknown';
}

/** The health check in force for containers of a stage that say nothing themselves. */
export function healthOfStage({ container, rootImage }: Stage): HealthState {
  const own = written(container.liveness);
  return own === 'missing' ? healthOfImage(rootImage) : own;
}

function written(probe: Value<Probe>): HealthState {
  if (probe.state === 'unset') return 'missing';
  if (probe.state === 'opaque') return 'unknown';
  return probe.value.handler === 'none' ? 'off' : 'checked';
}

function healthOfImage(image: Value<ImageReference>): HealthState {
  if (image.state !== 'set') return 'unknown';
  if (imagesWithHealthCheck.has(canonicalName(image.value))) return 'checked';
  const facts = factsOf(image.value);
  if (facts === undefined) return 'unknown';
  if (facts.healthcheck !== undefined) return facts.healthcheck ? 'checked' : 'missing';
  // The facts of one image name its check where it has one; those of a whole family of images cannot.
  return facts.role === undefined ? 'unknown' : 'missing';
}

/** What can be run in a service: the programs of the stage it builds, else of its image. */
export function programsOf(index: Index, container: Container, path: string): Programs | undefined {
  if (container.format === 'compose' && container.build.state !== 'unset') {
    const built = stageOf(index, container, path);
    return built && programsOfStage(built.fact.stage);
  }
  return container.image.state === 'set' ? programsOfImage(container.image.value) : undefined;
}
