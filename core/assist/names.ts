import type { Index } from '../index/index.js';
import type { ReadDocument } from '../kinds/read.js';
import { contains, type Place, type Span, shift } from '../span.js';
import type { NameUse } from './name-use.js';
import { composeUses } from './names-compose.js';
import { dockerfileUses } from './names-dockerfile.js';
import { kubernetesUses } from './names-kubernetes.js';

/** Every place of some documents of a file that names something defined elsewhere, anchors of YAML included. */
export function usesIn(path: string, documents: readonly ReadDocument[], index: Index): readonly NameUse[] {
  return documents.flatMap(({ document, yaml }) => {
    const { base } = document;
    const aliases = (yaml?.aliases ?? []).map(({ span, target }): NameUse => {
      // The anchored node may be long; its beginning is what is meant.
      const at = shift(target, base).start;
      return { span: shift(span, base), targets: [{ path, span: { start: at, end: at } }] };
    });
    switch (document.format) {
      case 'dockerfile':
        return dockerfileUses(document);
      case 'compose':
        return [...aliases, ...composeUses(document, index)];
      case 'kubernetes':
        return [...aliases, ...kubernetesUses(document, index)];
      default:
        return aliases;
    }
  });
}

/** The narrowest use at an offset. */
export function useAt(uses: readonly NameUse[], offset: number): NameUse | undefined {
  const at: Span = { start: offset, end: offset };
  return uses
    .filter(({ span }) => contains(span, at))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

/** What is defined or named at a place of a file, and who names it. */
export interface References {
  readonly definitions: readonly Place[];
  readonly uses: readonly Place[];
}

/** `all` holds the uses of every file of the workspace, by path. */
export function referencesAt(all: ReadonlyMap<string, readonly NameUse[]>, path: string, offset: number): References {
  const at: Span = { start: offset, end: offset };
  const named = useAt(all.get(path) ?? [], offset)?.targets ?? [];
  const targets = [...all.values()].flatMap((uses) => uses.flatMap((use) => use.targets));
  const here = targets.filter((target) => target.path === path && contains(target.span, at));
  const wanted = new Map([...(named.length > 0 ? named : here)].map((place) => [keyOf(place), place]));
  const uses = [...all].flatMap(([file, found]) =>
    found
      .filter((use) => use.targets.some((target) => wanted.has(keyOf(target))))
      .map(({ span }): Place => ({ path: file, span })),
  );
  return { definitions: [...wanted.values()], uses };
}

function keyOf({ path, span }: Place): string {
  return `${span.start} ${path}`;
}
