/** Words of names, in lower case. Names are cut at `_ - . /` and at changes of case, and compared word by word. */

/** A name whose last words are these holds a password: even a number is one then. */
export const passwordWords: readonly string[] = ['password', 'passwd', 'passphrase', 'pass', 'pwd', 'psw', 'passcode'];

/** Glued to another word they still mean the same: `PGPASSWORD`, `dbpassword`, `clientsecret`. */
export const gluedEndings: readonly string[] = ['password', 'passwd', 'passphrase', 'secret'];

/** One word that is enough, as the last word of what is left after the endings below. */
export const secretWords: readonly string[] = [
  'secret',
  'token',
  'credential',
  'credentials',
  'salt',
  'pepper',
  'apikey',
  'authtoken',
  'accesstoken',
  'bearertoken',
  'secretkey',
  'accesskey',
  'privatekey',
  'encryptionkey',
  'signingkey',
  'masterkey',
  'requirepass',
  'masterauth',
];

/** What stands before `key` when the key is a secret. */
export const keyWords: readonly string[] = [
  'api',
  'app',
  'private',
  'access',
  'secret',
  'encryption',
  'encrypt',
  'signing',
  'master',
  'auth',
  'account',
  'deploy',
  'service',
  'shared',
  'hmac',
  'jwt',
  'aes',
  'fernet',
  'session',
  'storage',
  'license',
];

/** Words behind a secret word that do not change what it is: `SECRET_KEY_BASE`, `PASSWORD_PROD`. */
export const trailingWords: readonly string[] = [
  'base',
  'key',
  'value',
  'prod',
  'production',
  'staging',
  'dev',
  'old',
  'new',
  'current',
  'previous',
  'primary',
  'secondary',
  'main',
  'admin',
  'live',
];

/** Names that are secrets although no word of them says so. */
export const secretNames: readonly string[] = [
  'rediscli_auth',
  'npm_auth',
  '_auth',
  'database_pw',
  'db_pw',
  'mysql_pw',
];

/** Names with a secret word that hold something else; the first two are the shell's folders. */
export const innocentNames: readonly string[] = [
  'pwd',
  'oldpwd',
  'gpg_key',
  'gpg_keys',
  'ssh_auth_sock',
  'askpass',
  'git_askpass',
];

/** As the last word they say that the value is about the secret and not the secret: a place, a name, a quantity. */
export const innocentEndings: ReadonlySet<string> = new Set(
  (
    'file files filename path paths dir directory folder sock socket name names id ids url urls uri endpoint host hostname port ' +
    'version ttl timeout size limit length len min max count enabled enable disabled required public algorithm algo alg header ' +
    'issuer audience type kind format expiry expires expiration expire lifetime duration age interval rotation policy strength ' +
    'rounds iterations cost provider store backend manager engine driver prefix suffix field param parameter claim location ' +
    'env var ref reference mount module hint label regex pattern validator charset mode method scope scopes source hash arn ' +
    'group user username login email realm domain service server bucket region table queue topic namespace index slot reset ' +
    'change fingerprint usage budget role encoder encoding checker strategy days hours minutes seconds ms retries attempts ' +
    'delay cron schedule class template address symbol contract'
  ).split(' '),
);

/** Anywhere in a name they take the secret out of it: a public half, a switch, a count. */
export const innocentWords: ReadonlySet<string> = new Set(
  (
    'public pub publishable anon allow empty random generate generated require requires required show hide mask forgot reset ' +
    'validate validation verify disable disabled enable enabled no skip without max min count total num number use using has is ' +
    'rotate'
  ).split(' '),
);

/**
 * Words at the head of a name by which a build tool puts the value into the page, where everybody reads it:
 * https://vite.dev/guide/env-and-mode, https://create-react-app.dev/docs/adding-custom-environment-variables,
 * https://cli.vuejs.org/guide/mode-and-env.html, https://www.gatsbyjs.com/docs/how-to/local-development/environment-variables,
 * https://storybook.js.org/docs/configure/environment-variables.
 */
export const pagePrefixes: readonly (readonly string[])[] = [
  ['vite'],
  ['react', 'app'],
  ['vue', 'app'],
  ['gatsby'],
  ['storybook'],
];

/** In front of `secret` they make it the name of a Secret object. */
export const objectWords: readonly string[] = ['tls', 'pull', 'certificate', 'cert', 'ca', 'existing'];

/** Texts that stand where a secret will be. Compared after `-`, `_` and blanks are taken out. */
export const placeholders: readonly string[] = (
  'changeme changeit changethis changethispassword replaceme replacethis todo tbd fixme placeholder dummy fake redacted hidden ' +
  'example sample test testing unset undefined none null nil empty default insertkeyhere somesecret somepassword yourpassword ' +
  'yoursecret yourtoken yourapikey password123example notasecret insecure donotuse secretgoeshere'
).split(' ');

/** Words of values that a step of a build gets because it wants some value, and that nothing else ever sees. */
export const buildWords: ReadonlySet<string> = new Set(
  (
    'build buildtime building builder dummy fake unused used ignored irrelevant nothing none collectstatic assets precompile ' +
    'compile static temporary temp tmp throwaway'
  ).split(' '),
);

/**
 * Passwords that are no secret to anybody, in lower case without `-`, `_`, `.` and blanks: defaults of products, samples of
 * their manuals, and the head of every list of common passwords (https://github.com/danielmiessler/SecLists).
 */
export const wellKnownPasswords: ReadonlySet<string> = new Set(
  (
    'admin admin123 admin1234 administrator root root123 rootpassword rootpass rootroot toor user user123 guest demo ' +
    'password passwd pass passw0rd p@ssw0rd p@ssword pa55word password1 password12 password123 mypassword ' +
    'secret secretkey supersecret topsecret verysecret mysecret secretpassword mysecretpassword mysecretpw supersecretkey ' +
    'postgres postgresql mysql mariadb mongo mongodb redis redispassword rabbitmq minio minioadmin minio123 elastic ' +
    'kibana grafana keycloak clickhouse neo4j cassandra oracle sa mssql wordpress nextcloud pgadmin airflow superset ' +
    'test test123 testing testpassword dev development develop local changeme changeit changethis example letmein welcome ' +
    'qwerty qwerty123 abc123 12345 123456 1234567 12345678 123456789 1234567890 123123 111111 000000 1234 0000 ' +
    'app application db database dbpassword dbpass default docker foobar foo bar iloveyou monkey dragon'
  ).split(' '),
);
