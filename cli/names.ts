// Words that arguments may be: the parser of arguments knows them before what they stand for is loaded.

/** Tools whose configuration `init --from` takes over. */
export const toolNames = ['hadolint', 'kube-linter', 'dclint', 'checkov', 'trivy', 'pint', 'kube-score'] as const;
export type ToolName = (typeof toolNames)[number];

/** Shells that `completion` writes for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];
