// Compiled on 2026-08-15 from the manuals of the programs that keep these files.

/** What a file with a telling name holds. */
export type SecretFileKind =
  /** A private key and nothing else. */
  | 'private-key'
  /** Passwords or tokens by which a program logs in. */
  | 'credentials'
  /** Settings, among which there are usually passwords. */
  | 'settings'
  /** Settings that work with and without a token in them. */
  | 'tool-settings';

/** Files by their whole name, in lower case. */
export const secretFileNames: Readonly<Record<SecretFileKind, readonly string[]>> = {
  // https://man.openbsd.org/ssh-keygen, https://guides.rubyonrails.org/security.html#custom-credentials
  'private-key': ['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk', 'master.key'],
  credentials: [
    // https://git-scm.com/docs/git-credential-store, https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    ...['.git-credentials', '.netrc', '_netrc'],
    // https://www.postgresql.org/docs/current/libpq-pgpass.html, https://dev.mysql.com/doc/refman/8.4/en/option-files.html
    ...['.pgpass', '.my.cnf', '.mylogin.cnf'],
    // https://packaging.python.org/en/latest/specifications/pypirc/, https://s3tools.org/kb/item14.htm, https://www.passwordstore.org
    ...['.pypirc', '.s3cfg', '.boto', '.dockercfg', '.vault-token', '.vault_pass', '.vault-password'],
    // https://cloud.google.com/docs/authentication/application-default-credentials, https://firebase.google.com/docs/admin/setup
    ...['application_default_credentials.json', 'service-account.json', 'service_account.json', 'serviceaccount.json'],
    ...['serviceaccountkey.json', 'service-account-key.json', 'gcp-key.json', 'client_secret.json', 'credentials.json'],
    // https://developer.hashicorp.com/terraform/language/state/sensitive-data, https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
    ...['terraform.tfstate', 'kubeconfig'],
  ],
  settings: ['secrets.yml', 'secrets.yaml', 'secrets.json', 'secrets.env', 'secrets.toml', '.htpasswd'],
  // https://docs.npmjs.com/cli/v11/configuring-npm/npmrc
  'tool-settings': ['.npmrc'],
};

/** Files by the end of their path: a common name in a telling folder. */
export const secretFilePaths: readonly string[] = [
  '.aws/credentials',
  '.docker/config.json',
  '.kube/config',
  '.config/gh/hosts.yml',
  '.cargo/credentials',
  '.cargo/credentials.toml',
  '.gem/credentials',
  '.azure/accesstokens.json',
  '.config/gcloud/credentials.db',
];

/** Folders that are there for private keys alone, by the end of the path. */
export const secretFolders: readonly string[] = ['.ssh', '.gnupg', '.aws', 'ssl/private'];

/** Endings of containers of keys. */
export const keyEndings: readonly string[] = ['.p12', '.pfx', '.jks', '.keystore', '.ppk', '.kdbx'];

/** Words of a name that tell a certificate from a key. */
export const publicFileWords: readonly string[] = (
  'pub public ca cacert cacerts cert certs certificate certificates chain fullchain bundle root roots intermediate trust ' +
  'truststore crt csr dhparam dhparams dh jwks'
).split(' ');

/** Words of a name that show others what to write. */
export const sampleWords: readonly string[] =
  'example examples sample samples template templates tmpl tpl dist default defaults schema dummy fake mock debug'.split(
    ' ',
  );
