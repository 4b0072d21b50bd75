/**
 * Tools that `beside` may name: those of which we know what they tell of their own accord. Names are those of `same`; the
 * checks of BuildKit are what the Docker DX extension shows.
 */
export const besideTools = ['buildkit', 'checkov', 'dclint', 'hadolint', 'kube-linter', 'kube-score'] as const;
export type BesideTool = (typeof besideTools)[number];
