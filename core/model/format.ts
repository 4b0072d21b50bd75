/** The formats a rule can speak about. `seaworthy` is our own configuration file and our directives. */
export type Format = 'dockerfile' | 'compose' | 'kubernetes' | 'prometheus' | 'seaworthy';

/** How loud a finding is, loudest first. */
export const levels = ['error', 'warning', 'info', 'hint'] as const;
export type Level = (typeof levels)[number];

/** The four chapters of the readiness checklist, and two for what is no question of readiness. */
export type Pillar = 'observability' | 'performance' | 'security' | 'reliability' | 'maintainability' | 'correctness';
