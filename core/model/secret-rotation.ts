import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Span } from '../span.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Container } from './container.js';
import { factsOf } from './image-facts.js';
import { fileSuffix } from './secret-fix.js';
import type { Workload } from './workload.js';
import { appendTo, writeAt } from './yaml-fix.js';

/** A Secret that a container reads from its environment, and so only when it starts. */
export interface SecretAtStart {
  /** Name of the Secret. */
  readonly secret: string;
  /** `secretKeyRef` or `secretRef`. */
  readonly span: Span;
  /** The variable; undefined for a whole Secret. */
  readonly variable: string | undefined;
  /** Mounts the Secret and names the file; undefined where the image is not known to read one. */
  readonly fix: (() => readonly Edit[] | undefined) | undefined;
}

/** Annotations by which a controller restarts pods when a Secret changes. */
const reloaders =
  /^(?:[\w.-]+\.)?reloader\.stakater\.com\/|^wave\.pusher\.com\/|^configmap-reload\.|(?:^|[/.-])(?:checksum|hash)(?:$|[/._-])/;

/**
 * True when something restarts the pods by itself or may do so: a controller that is asked by an annotation, a checksum of
 * the Secret in the pod template, or annotations that cannot be read.
 */
export function isRestarted({ cursor }: Workload): boolean {
  return [cursor.at('metadata', 'annotations'), cursor.at('spec', 'template', 'metadata', 'annotations')].some(
    (annotations) =>
      annotations.isOpen ||
      annotations.kind === 'open' ||
      annotations.kind === 'opaque' ||
      annotations.entries().some(({ name }) => reloaders.test(name)),
  );
}

/**
 * Secrets that a container reads from its environment. Those of images that are known, and known to have no other way, are
 * left out.
 */
export function secretsAtStart(container: Container): readonly SecretAtStart[] {
  const { cursor } = container;
  if (cursor === undefined) return [];
  const image = known(container.image);
  const role = image && factsOf(image)?.role;
  const isForeign = role !== undefined && role !== 'os' && role !== 'runtime';
  const single = cursor
    .at('env')
    .items()
    .flatMap((entry): readonly SecretAtStart[] => {
      const reference = entry.at('valueFrom', 'secretKeyRef');
      const variable = known(entry.at('name').text());
      const secret = known(reference.at('name').text());
      if (variable === undefined || secret === undefined || reference.key === undefined) return [];
      const suffix = image && fileSuffix(image, variable);
      if (suffix === undefined && isForeign) return [];
      const fix = suffix === undefined ? undefined : () => toFile(container, entry, { variable, secret, suffix });
      return [{ secret, span: reference.key, variable, fix }];
    });
  const whole = cursor
    .at('envFrom')
    .items()
    .flatMap((entry): readonly SecretAtStart[] => {
      const reference = entry.at('secretRef');
      const secret = known(reference.at('name').text());
      if (secret === undefined || reference.key === undefined || isForeign) return [];
      return [{ secret, span: reference.key, variable: undefined, fix: undefined }];
    });
  return [...single, ...whole];
}

interface FileVariable {
  readonly variable: string;
  readonly secret: string;
  /** What the image appends to the name of a variable that names a file. */
  readonly suffix: string;
}

/** `NAME` becomes `NAME_FILE`, and the Secret is mounted where no mount of it is there yet. */
function toFile({ cursor, workload }: Container, entry: Cursor, wanted: FileVariable): readonly Edit[] | undefined {
  const { variable, secret, suffix } = wanted;
  const source = entry.at('valueFrom');
  const key = known(source.at('secretKeyRef', 'key').text());
  const name = entry.at('name');
  if (cursor === undefined || workload === undefined || key === undefined || source.key === undefined) return undefined;
  const volumes = workload.spec.at('volumes');
  const volume = volumes.items().find((each) => known(each.at('secret', 'secretName').text()) === secret);
  const mounts = cursor.at('volumeMounts');
  const volumeName = (volume && known(volume.at('name').text())) ?? secret;
  const mount = volume && mounts.items().find((each) => known(each.at('name').text()) === volumeName);
  const folder = (mount && known(mount.at('mountPath').text())) ?? `/run/secrets/${secret}`;
  const isTaken = volume === undefined && volumes.items().some((each) => known(each.at('name').text()) === secret);
  // Of a volume or mount that takes only some keys, or one under another name, nobody knows the path.
  const isPartial = volume?.at('secret', 'items').kind === 'list' || mount?.at('subPath').kind === 'scalar';
  if (isTaken || isPartial) return undefined;
  return together(
    writeAt(name, `${variable}${suffix}`),
    [{ span: source.key, text: 'value' }],
    writeAt(source, `${folder}/${key}`),
    mount ? [] : appendTo(mounts, { name: volumeName, mountPath: folder, readOnly: true }),
    volume ? [] : appendTo(volumes, { name: volumeName, secret: { secretName: secret } }),
  );
}
