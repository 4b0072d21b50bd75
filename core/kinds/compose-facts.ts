import type { FactOf, PlainFact } from '../index/facts.js';
import { imageKey } from '../model/image-name.js';
import { managedStart } from '../model/package-manager.js';
import { folderOf, joinPath, packageBeside } from '../model/path.js';
import type { Workload } from '../model/workload.js';
import type { Cursor } from '../yaml/cursor.js';
import { builtDockerfile } from './compose-build.js';
import { layersAt, type Service } from './compose-service.js';
import { isFilled, resolvedText } from './compose-values.js';
import { type Numbers, workloadFact } from './workload-fact.js';

/** What a service offers to and wants from other files. */
export function serviceFacts(
  service: Service,
  workload: Workload,
  path: string,
  numbers: ReadonlyMap<Workload, Numbers>,
): readonly PlainFact[] {
  const facts: PlainFact[] = [workloadFact(workload, numbers)];
  const first = numbers.get(workload)?.firstContainer ?? 0;
  for (const [i, container] of workload.containers.entries()) {
    const built = builtDockerfile(service, container.build, path);
    if (built === undefined) continue;
    const image = container.image.state === 'set' ? imageKey(container.image.value) : undefined;
    facts.push({ type: 'build', ...built, at: first + i, image });
    const { entrypoint, command } = container;
    if ([entrypoint, command].every((value) => managedStart(value)?.script === undefined)) continue;
    facts.push({ type: 'file', role: 'package', path: packageBeside(built.dockerfile), span: built.span });
  }
  const [own] = service.layers;
  const extended = own.at('extends', 'file');
  return [...facts, ...fileFact(extended, 'extended', path), ...envFiles(service, path)];
}

/** Files that `include` names. Of a list under one `path`, the second and later ones are laid over the first. */
export function includeFacts(root: Cursor, path: string): readonly PlainFact[] {
  return root
    .at('include')
    .items()
    .flatMap((item) => {
      const written = item.kind === 'map' ? item.at('path') : item;
      const [, ...overlays] = written.items();
      return overlays.flatMap((overlay) => fileFact(overlay, 'patch', path));
    });
}

/** Files that hold the secrets and configs of a project. */
export function secretFacts(root: Cursor, path: string): readonly PlainFact[] {
  return ['secrets', 'configs'].flatMap((field) =>
    root
      .at(field)
      .entries()
      .flatMap(({ cursor }) => fileFact(cursor.at('file'), 'secret', path)),
  );
}

function envFiles(service: Service, path: string): readonly PlainFact[] {
  return layersAt(service, 'env_file').flatMap(({ cursor, inherited }) => {
    if (inherited) return [];
    const items = cursor.kind === 'list' ? cursor.items() : [cursor];
    return items.flatMap((item) => fileFact(item.kind === 'map' ? item.at('path') : item, 'env', path));
  });
}

type FileRole = FactOf<'file'>['role'];

function fileFact(written: Cursor, role: FileRole, path: string): readonly PlainFact[] {
  const name = isFilled(written) ? resolvedText(written) : undefined;
  if (name === undefined || name === '') return [];
  // What lies elsewhere on the machine is no part of the sources, and nothing of ours to open.
  if ((role === 'env' || role === 'secret') && /^(?:[/~\\]|[A-Za-z]:)/.test(name)) return [];
  return [{ type: 'file', role, path: joinPath(folderOf(path), name), span: written.span }];
}
