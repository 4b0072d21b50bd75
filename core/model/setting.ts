import type { Span } from '../span.js';
import type { Text } from '../text.js';

/** A fault in our configuration file. The engine supplies these, for only it knows the rules and their options. */
export interface SettingProblem {
  readonly format: 'seaworthy';
  readonly span: Span;
  /** The key, rule, option or value in question, as written; empty when it has no name. */
  readonly name: string | Text;
  /**
   * `syntax`: the name is what the parser says, in both languages. `key`, `rule`, `option`, `item` (of the readiness
   * checklist): nothing has this name. `repeated`: its mapping has this key already. `value`: not of the expected kind.
   * `glob`: empty, too long or too wide, or no registry where one is wanted. `unread`: stands in a further document of the file. The rest is about a file that is
   * built upon. `absent`: it is not there, or too far away. `circular`: it leads back to this one. `broken`: it has faults
   * of its own.
   */
  readonly fault:
    | 'syntax'
    | 'key'
    | 'rule'
    | 'option'
    | 'item'
    | 'repeated'
    | 'value'
    | 'glob'
    | 'absent'
    | 'circular'
    | 'broken'
    | 'unread';
  /** What would be right in its place, for wrong values and globs. */
  readonly expected: Text | undefined;
  /** The known name that is spelled most like it. */
  readonly nearest: string | undefined;
}
