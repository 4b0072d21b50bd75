import { healthOf, stageOf } from '../index/link.js';
import type { Container } from '../model/container.js';
import type { Conventions } from '../model/conventions.js';
import type { ImageReference } from '../model/image.js';
import { supportOf } from '../model/image-facts.js';
import type { Place, Range } from '../span.js';
import { known, type Value } from '../value.js';
import type { ImageLife, WorkloadRow } from './report.js';
import { placeIn, type Seen, type Survey } from './survey.js';

/** A row for each container that runs, the init containers and those of which nothing can be known left out. */
export function workloadRows(survey: Survey, rangeOf: (place: Place) => Range): readonly WorkloadRow[] {
  return survey.containers.flatMap((seen): readonly WorkloadRow[] => {
    const { it: container, document } = seen;
    const { workload, role } = container;
    if (workload === undefined || role === 'init' || role === 'build') return [];
    const image = imageOf(survey, seen);
    const row: WorkloadRow = {
      workload: workload.name,
      kind: workload.kind,
      container: container.name,
      path: document.path,
      range: rangeOf(placeIn(document, container.anchor)),
      replicas: known(workload.replicas),
      grace: known(workload.grace),
      memory: amountOf(container.limits.memory),
      cpu: amountOf(container.limits.cpu),
      checks: checksOf(survey, seen),
      image: image?.text ?? known(container.image)?.text,
      support: image && lifeOf(image, survey.today, survey.conventionsOf(document.path)),
    };
    const facts = [row.replicas, row.grace, row.memory, row.cpu, row.checks];
    return facts.every((fact) => fact === undefined) ? [] : [row];
  });
}

function amountOf(value: Value<number>): number | 'none' | undefined {
  return value.state === 'unset' ? 'none' : known(value);
}

/** The image itself, or the one that the built stage stands on. */
function imageOf({ index }: Survey, { it, document }: Seen<Container>): ImageReference | undefined {
  if (it.build.state !== 'set') return known(it.image);
  const stage = stageOf(index, it, document.path)?.fact.stage;
  return stage && known(stage.rootImage);
}

function lifeOf(image: ImageReference, today: string, { images }: Conventions): ImageLife | undefined {
  const support = supportOf(image, today, images.support);
  if (support === undefined) return undefined;
  const { product, cycle, lastFixes: ends, ended: hasEnded } = support;
  const daysLeft = ends === undefined ? undefined : Math.round((Date.parse(ends) - Date.parse(today)) / 86_400_000);
  return { product, cycle, ends, daysLeft, hasEnded };
}

/** The probes, or the one health check of Docker. */
export function checksOf({ index }: Survey, { it, document }: Seen<Container>): readonly string[] | undefined {
  if (it.format === 'compose') {
    const state = healthOf(index, it, document.path);
    return state === 'checked' ? ['healthcheck'] : state === 'unknown' ? undefined : [];
  }
  const { startup, readiness, liveness } = it;
  const probes = [
    ['startup', startup],
    ['readiness', readiness],
    ['liveness', liveness],
  ] as const;
  if (probes.every(([, { state }]) => state === 'opaque')) return undefined;
  return probes.filter(([, { state }]) => state === 'set').map(([name]) => name);
}
