import type { PlainFact } from '../index/facts.js';
import { folderOf, joinPath } from '../model/path.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

type FileRole = Extract<PlainFact, { readonly type: 'file' }>['role'];

/** Fields that list files or folders, and what those are to the kustomization. */
const fields: readonly (readonly [field: string, role: FileRole])[] = [
  ['resources', 'resource'],
  ['bases', 'resource'],
  ['crds', 'resource'],
  ['components', 'patch'],
  ['patchesStrategicMerge', 'patch'],
  ['patches', 'patch'],
  ['patchesJson6902', 'patch'],
  ['replacements', 'patch'],
];

/** Fields that change or complete the objects of `resources`, whatever they are written as: a list, a path, inline. */
const changing = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'components', 'replacements', 'transformers'];

/**
 * What a kustomization uses and makes. A path may be that of a folder with a kustomization of its own.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomizationFacts(root: Cursor, path: string): readonly PlainFact[] {
  const facts: PlainFact[] = [];
  const changes = changing.some((field) => root.at(field).items().length > 0);
  for (const [field, usual] of fields) {
    const role = usual === 'resource' && changes ? 'patched' : usual;
    for (const item of root.at(field).items()) {
      const file = item.kind === 'map' ? item.at('path') : item;
      const text = rawText(file);
      // An inline patch, or something that is fetched from elsewhere.
      if (text === undefined || text.includes('\n') || isRemote(text)) continue;
      facts.push({ type: 'file', role, path: joinPath(folderOf(path), text), span: file.span });
    }
  }
  for (const image of root.at('images').items()) {
    const name = rawText(image.at('name'));
    if (name !== undefined) facts.push({ type: 'image', name, span: image.at('name').span });
  }
  for (const [field, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const) {
    for (const generator of root.at(field).items()) {
      const name = rawText(generator.at('name'));
      if (name === undefined) continue;
      const namespace = rawText(generator.at('namespace')) ?? rawText(root.at('namespace'));
      facts.push({
        type: 'object',
        group: '',
        kind,
        namespace,
        name,
        span: generator.at('name').span,
        limits: undefined,
        ...(hasHash(root, generator) && { fixed: true }),
      });
    }
  }
  return facts;
}

/** True unless the kustomization, or the generator itself, switches the hash behind the name off. */
function hasHash(root: Cursor, generator: Cursor): boolean {
  const isOff = (options: Cursor): boolean => known(options.at('disableNameSuffixHash').flag()) === true;
  return !isOff(root.at('generatorOptions')) && !isOff(generator.at('options'));
}

/** URLs and the short forms of hosts of repositories that Kustomize clones. */
function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|git::|(?:github|gitlab|bitbucket)\.(?:com|org)[/:])/i.test(path);
}
