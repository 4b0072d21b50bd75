import type { ImageReference } from './image.js';
import { canonicalName } from './image-name.js';

/**
 * Where a registry shows its images to people, by its host; `{path}` is the image without registry and version. Only
 * registries whose addresses are known to be built so, as of August 2026.
 */
const pages: Readonly<Record<string, string>> = {
  'ghcr.io': 'https://ghcr.io/{path}',
  'quay.io': 'https://quay.io/repository/{path}',
  'mcr.microsoft.com': 'https://mcr.microsoft.com/artifact/mar/{path}',
  'gcr.io': 'https://gcr.io/{path}',
  'registry.k8s.io': 'https://explore.ggcr.dev/?repo=registry.k8s.io/{path}',
  'public.ecr.aws': 'https://gallery.ecr.aws/{path}',
};

/** The page of an image in its registry; undefined for registries that have none that is known. Nothing is fetched. */
export function imagePage(image: Pick<ImageReference, 'registry' | 'repository'>): string | undefined {
  const registry = image.registry?.toLowerCase();
  const page = registry !== undefined && Object.hasOwn(pages, registry) ? pages[registry] : undefined;
  if (page !== undefined) return page.replace('{path}', image.repository.toLowerCase());
  const name = canonicalName(image);
  const isHub = registry === undefined || !name.startsWith(`${registry}/`);
  if (!isHub) return undefined;
  return name.includes('/') ? `https://hub.docker.com/r/${name}` : `https://hub.docker.com/_/${name}`;
}
