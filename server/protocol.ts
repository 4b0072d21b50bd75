/** Names and types of what client and server say to each other beside the protocol. No imports: both sides read it. */

/** Requests the server sends to a client that reads files for it (the web worker has none of its own). */
export const listRequest = 'seaworthy/list';
export const readRequest = 'seaworthy/read';

/** Files larger than this, in bytes, are not read: nobody writes them by hand. */
export const maxFileSize = 2 * 2 ** 20;

/** Folders that hold what others wrote, or nothing to read. */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  '.venv',
  '.tox',
  '.terraform',
]);

/** Requests a client may send. */
export const fileStatusRequest = 'seaworthy/fileStatus';
export const checkWorkspaceRequest = 'seaworthy/checkWorkspace';
export const rulesRequest = 'seaworthy/rules';
export const topicsRequest = 'seaworthy/topics';
export const topicRequest = 'seaworthy/topic';
export const readinessRequest = 'seaworthy/readiness';

/** Notification of the server to a client that asked for it by `InitializationOptions.status`. */
export const statusNotification = 'seaworthy/status';

/** The same for `InitializationOptions.readiness`: the checklist may have changed, and is given to who asks. */
export const readinessNotification = 'seaworthy/readinessChanged';

/** Everything is optional, so that any editor can start the server with nothing. */
export interface InitializationOptions {
  /** What a finding's code links to, with `{id}` for the rule, or the topic in other places. Unset: the page shipped beside the server, if any. */
  readonly ruleUri?: string;
  /** What a rule or topic in a hover links to, with `{id}` for it. Unset: the same as the code. */
  readonly hoverRuleUri?: string;
  /** A command of the client that explains the rule or topic whose id it is given. Unset: code lenses do nothing. */
  readonly explainCommand?: string;
  /** Whether the server sends `seaworthy/status`. */
  readonly status?: boolean;
  /** Whether the server sends `seaworthy/readinessChanged`. */
  readonly readiness?: boolean;
  /** False: symbols are given but not announced, for a client that asks where nobody else has any. */
  readonly announceSymbols?: boolean;
  /** Settings for editors that cannot be asked for theirs. */
  readonly settings?: unknown;
}

export interface ListParams {
  readonly folder: string;
  readonly limit: number;
  /** Only the folder itself, not what is below it. */
  readonly shallow: boolean;
}

/** URIs of files, of all names: the server knows which are its own. */
export interface ListResult {
  readonly uris: readonly string[];
  readonly truncated: boolean;
}

export interface ReadParams {
  readonly uri: string;
}

/** What reading a file gave. The text has no byte order mark. A file that was refused exists. */
export type ReadResult =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly reason: Refusal };

/** `large`: over 2 MiB. `encoding`: not UTF-8. `unreadable`: the file system refused. */
export type Refusal = 'large' | 'encoding' | 'unreadable';

/** What the server is doing, for the whole workspace. */
export interface Status {
  readonly state: 'off' | 'scanning' | 'ready';
  /** Files that were recognised. */
  readonly files: number;
  readonly findings: number;
  /** True when the workspace holds more files than are looked at. */
  readonly truncated: boolean;
}

export interface FileStatusParams {
  readonly uri: string;
}

/** Why a file has the findings it has, or none. */
export interface FileStatus {
  /** Undefined: none of our formats. */
  readonly kind: string | undefined;
  readonly findings: number;
  /** Findings that are left to tools which run beside us. */
  readonly left: number;
  /** URI of the configuration file in use; undefined for the defaults. */
  readonly config: string | undefined;
  /** True when that configuration leaves the file out. */
  readonly ignored: boolean;
  /** How many of its documents were read no further than their heads: long definitions, in which no rule has a say. */
  readonly skimmed: number;
  /** Why what the file leaves out is not judged; undefined when it is. */
  readonly partial: 'override' | 'patch' | 'template' | undefined;
  /** How many rules are on for this kind of file. */
  readonly rules: number;
  /** Milliseconds of the last check; undefined before the first. */
  readonly took: number | undefined;
  /** What could not be checked and why, in the user's language. */
  readonly unchecked: readonly string[];
}

/** One topic, for a list to choose from. */
export interface TopicEntry {
  readonly id: string;
  readonly title: string;
}

export interface TopicParams {
  readonly id: string;
}

/** One rule, for a list to choose from. */
export interface RuleEntry {
  readonly id: string;
  readonly summary: string;
  readonly pillar: string;
  /** Path of its page below the extension's folder. */
  readonly page: string | undefined;
}

export interface ReadinessParams {
  /** URI of a folder of the workspace, for that one alone. */
  readonly folder?: string;
  /** Set: the page of the report is wanted as well, with links of these forms. */
  readonly page?: ReadinessLinkForms;
}

/** Forms of links, their holes filled with encoded text. What has no form is no link. */
export interface ReadinessLinkForms {
  /** With `{uri}`, `{line}` and `{character}`, both counted from zero. */
  readonly place?: string;
  /** With `{id}` and `{locale}`. */
  readonly topic?: string;
  /** With `{id}`. */
  readonly rule?: string;
}

export interface ReadinessResult {
  /** Folders of the workspace that have been read. */
  readonly folders: readonly ReadinessFolder[];
}

/** The checklist of one folder, in the user's language. */
export interface ReadinessFolder {
  readonly uri: string;
  readonly pillars: readonly ReadinessPillarEntry[];
  /** Items that are missing. */
  readonly missing: number;
  /** The report as one page of HTML, when it was asked for. */
  readonly page: string | undefined;
}

export interface ReadinessPillarEntry {
  readonly id: string;
  readonly title: string;
  /** How many items have which status: `met 2, missing 4`. */
  readonly summary: string;
  readonly items: readonly ReadinessEntry[];
}

export interface ReadinessEntry {
  readonly id: string;
  readonly title: string;
  readonly status: 'met' | 'partly' | 'missing' | 'unseen' | 'attested';
  readonly statusName: string;
  readonly topic: string;
  readonly locale: string;
  /** What to do; undefined for what is met or attested. */
  readonly next: string | undefined;
  /** Who vouches for it, since when, and where they say so. */
  readonly attestation: ReadinessEvidence | undefined;
  readonly evidence: readonly ReadinessEvidence[];
  /** Places that are not listed. */
  readonly more: number;
}

export interface ReadinessEvidence {
  readonly uri: string;
  /** The place for people: path below the folder, line and column. */
  readonly place: string;
  readonly line: number;
  readonly character: number;
  readonly note: string;
  /** True when it shows what is lacking. */
  readonly isGap: boolean;
}
