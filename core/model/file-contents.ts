import { sourceAt } from '../source.js';
import { type PackageScripts, readPackageScripts } from './package-manager.js';
import { nameOf } from './path.js';
import type { SecretJudgement } from './secret.js';
import { findSecretsInEntry } from './secret-config.js';
import { readLiteral } from './secret-value.js';

/** What is known of a file that is none of ours. Values of settings are not part of it. */
export interface FileContents {
  /** Settings and shapes that are secrets, in the order of their places. */
  readonly secrets: readonly ContentSecret[];
  /** True when the whole file is one value, as the files of Compose secrets are, and no placeholder. */
  readonly isValue: boolean;
  /** Whether version control leaves the file out; undefined where nobody knows. */
  readonly ignored: boolean | undefined;
  /** Of a `package.json`, which is no file of settings: what its scripts start. */
  readonly scripts?: PackageScripts;
}

export interface ContentSecret extends SecretJudgement {
  /** The setting that holds it; undefined when its shape alone tells. */
  readonly name: string | undefined;
}

/** SOPS in its formats, age, PGP, Ansible Vault, git-crypt. */
const encrypted =
  /^sops[_:]|"sops"\s?:|\bENC\[AES256_GCM,|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----|^age-encryption\.org\/v1|^\$ANSIBLE_VAULT;|^\0GITCRYPT/m;

/** Reads a file of settings, a key, or a file with one value. What is encrypted holds nothing that can be read. */
export function readContents(path: string, text: string, ignored: boolean | undefined): FileContents {
  if (encrypted.test(text)) return { secrets: [], isValue: false, ignored };
  const name = nameOf(path);
  if (name === 'package.json') {
    const scripts = readPackageScripts(text);
    return { secrets: [], isValue: false, ignored, ...(scripts && { scripts }) };
  }
  // `.env.production` is an env file, and so is what is written like one.
  const key = /\.(?:properties|ini|conf|cfg|toml|ya?ml|json)$/i.test(name) ? name : '.env';
  const secrets = findSecretsInEntry(key, sourceAt(text, 0)).map(
    ({ span: _, setting, ...judged }): ContentSecret => ({ ...judged, name: setting }),
  );
  const value = text.trim();
  const isValue = !/[\r\n]/.test(value) && !/^[\w.-]+=/.test(value) && readLiteral(value, true) === 'literal';
  return { secrets, isValue, ignored };
}
