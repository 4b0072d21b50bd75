// Words that arguments may be: the parser of arguments knows them before what they stand for is loaded.

/** What `--format` takes where findings are printed. */
export const reportFormats = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Tools whose configuration `init --from` takes over. */
export const toolNames = ['hadolint', 'kube-linter', 'dclint', 'checkov', 'trivy', 'pint', 'kube-score'] as const;
export type ToolName = (typeof toolNames)[number];

/** Shells that `completion` writes for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];
