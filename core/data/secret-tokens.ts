// Compiled on 2026-11-01. Providers add prefixes more often than they change them.

export type Alphabet = 'upper' | 'base62' | 'hex' | 'word' | 'dotted' | 'base64';

/** Tokens that begin with a fixed text. Lengths count the characters behind the prefix. */
export interface TokenFormat {
  readonly provider: string;
  readonly prefixes: readonly string[];
  readonly alphabet: Alphabet;
  readonly min: number;
  readonly max: number;
  /** Unset: whatever the provider's interface can do with live data. */
  readonly reach?: TokenReach;
}

/** `test`: opens a sandbox without real data. `browser`: made to be sent to browsers, and restricted by where it is used. */
export type TokenReach = 'test' | 'browser';

/** Tokens that are known by their whole shape. Every pattern is linear and has the flag `g`. */
export interface TokenShape {
  readonly provider: string;
  /** What every token of the shape holds, and hardly any other text. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
}

const of = (
  provider: string,
  prefixes: string,
  alphabet: Alphabet,
  min: number,
  max = min,
  reach?: TokenReach,
): TokenFormat => ({
  provider,
  prefixes: prefixes.split(' '),
  alphabet,
  min,
  max,
  ...(reach === undefined ? {} : { reach }),
});

/** From the provider's own documentation, named above each. Only formats whose tokens give access by themselves. */
export const tokenFormats: readonly TokenFormat[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (unique ID prefixes)
  of('AWS', 'AKIA ASIA', 'upper', 16),
  // https://help.aliyun.com/document_detail/116401.html
  of('Alibaba Cloud', 'LTAI', 'base62', 16, 20),
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  of('GitHub', 'ghp_ gho_ ghu_ ghs_ ghr_', 'base62', 36, 251),
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  of('GitHub', 'github_pat_', 'word', 82),
  // https://docs.gitlab.com/security/tokens/ (token prefixes)
  of(
    'GitLab',
    'glpat- gloas- gldt- glrt- glcbt- glptt- glft- glimt- glagent- glwt- glsoat- glffct-',
    'dotted',
    20,
    300,
  ),
  // https://support.atlassian.com/organization-administration/docs/understand-user-api-tokens/
  of('Atlassian', 'ATATT3 ATCTT3', 'base64', 80, 300),
  // https://docs.npmjs.com/about-access-tokens
  of('npm', 'npm_', 'base62', 36),
  // https://pypi.org/help/#apitoken
  of('PyPI', 'pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw', 'dotted', 50, 400),
  // https://guides.rubygems.org/api-key-scopes/
  of('RubyGems', 'rubygems_', 'hex', 48),
  // https://crates.io/data-access and https://github.com/rust-lang/crates.io
  of('crates.io', 'cio', 'base62', 32),
  // https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys
  of('NuGet', 'oy2', 'base62', 43),
  // https://github.com/clojars/clojars-web/wiki/Deploy-Tokens
  of('Clojars', 'CLOJARS_', 'hex', 60),
  // https://docs.docker.com/security/access-tokens/
  of('Docker', 'dckr_pat_ dckr_oat_', 'dotted', 27, 40),
  // https://docs.digitalocean.com/reference/api/create-personal-access-token/
  of('DigitalOcean', 'dop_v1_ doo_v1_ dor_v1_', 'hex', 64),
  // https://cloud.google.com/docs/authentication/api-keys
  of('Google', 'AIza', 'dotted', 35, 35, 'browser'),
  // https://developers.google.com/identity/protocols/oauth2
  of('Google', 'GOCSPX-', 'dotted', 28),
  // https://docs.heroku.com/articles/authentication
  of('Heroku', 'HRKU-AA', 'dotted', 58),
  // https://docs.netlify.com/api/get-started/
  of('Netlify', 'nfp_', 'base62', 36, 40),
  // https://fly.io/docs/security/tokens/
  of('Fly.io', 'fo1_', 'dotted', 43),
  // https://supabase.com/docs/guides/api/api-keys
  of('Supabase', 'sbp_', 'hex', 40),
  of('Supabase', 'sb_secret_', 'word', 31, 60),
  // https://planetscale.com/docs/api/reference/service-tokens
  of('PlanetScale', 'pscale_pw_ pscale_tkn_ pscale_oauth_', 'dotted', 32, 64),
  // https://www.mongodb.com/docs/atlas/configure-api-access/
  of('MongoDB Atlas', 'mdb_sa_sk_', 'dotted', 40, 60),
  // https://docs.databricks.com/en/dev-tools/auth/pat.html
  of('Databricks', 'dapi', 'hex', 32),
  // https://developer.hashicorp.com/vault/docs/concepts/tokens
  of('Vault', 'hvs. hvb. hvr.', 'dotted', 24, 300),
  // https://www.pulumi.com/docs/administration/access-identity/access-tokens/
  of('Pulumi', 'pul-', 'hex', 40),
  // https://docs.doppler.com/reference/auth-token-formats
  of('Doppler', 'dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.', 'base62', 40, 44),
  // https://developer.1password.com/docs/service-accounts/
  of('1Password', 'ops_eyJ', 'base64', 200, 2000),
  // https://tailscale.com/kb/1277/key-prefixes
  of('Tailscale', 'tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook-', 'dotted', 20, 80),
  // https://age-encryption.org/v1
  of('age', 'AGE-SECRET-KEY-1', 'upper', 58),
  // https://buildkite.com/docs/apis/managing-api-tokens
  of('Buildkite', 'bkua_', 'hex', 40),
  // https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/
  of('SonarQube', 'squ_ sqp_ sqa_', 'hex', 40),
  // https://sourcegraph.com/docs/cli/how-tos/creating-an-access-token
  of('Sourcegraph', 'sgp_', 'word', 40, 60),
  // https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens
  of('JFrog', 'AKCp', 'base62', 69),
  // https://docs.sentry.io/account/auth-tokens/
  of('Sentry', 'sntryu_', 'hex', 64),
  of('Sentry', 'sntrys_', 'base64', 60, 400),
  // https://grafana.com/docs/grafana/latest/administration/service-accounts/
  of('Grafana', 'glsa_', 'word', 41),
  // https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/
  of('Grafana', 'glc_', 'base64', 32, 400),
  // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
  of('New Relic', 'NRAK-', 'base62', 27),
  // https://docs.honeycomb.io/configure/environments/manage-api-keys/
  of('Honeycomb', 'hcaik_ hcxik_ hcamk_', 'base62', 58, 64),
  // https://docs.slack.dev/authentication/tokens
  of('Slack', 'xoxb- xoxp- xoxa- xoxr- xoxs- xapp-1-', 'dotted', 24, 250),
  // https://docs.stripe.com/keys
  of('Stripe', 'sk_live_ rk_live_', 'base62', 24, 200),
  of('Stripe', 'sk_test_ rk_test_', 'base62', 24, 200, 'test'),
  // https://docs.stripe.com/webhooks
  of('Stripe', 'whsec_', 'base64', 32, 64),
  // https://developer.squareup.com/docs/build-basics/access-tokens
  of('Square', 'sq0atp- sq0csp-', 'dotted', 22, 43),
  // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
  of('Shopify', 'shpat_ shpca_ shppa_ shpss_', 'hex', 32),
  // https://developers.brevo.com/docs/getting-started
  of('Brevo', 'xkeysib-', 'dotted', 81),
  // https://learning.postman.com/docs/developer/postman-api/authentication/
  of('Postman', 'PMAK-', 'dotted', 59),
  // https://linear.app/developers/graphql
  of('Linear', 'lin_api_', 'base62', 40),
  // https://developers.notion.com/reference/authentication
  of('Notion', 'ntn_', 'base62', 46),
  // https://www.figma.com/developers/api#authentication
  of('Figma', 'figd_', 'dotted', 40, 60),
  // https://www.contentful.com/developers/docs/references/authentication/
  of('Contentful', 'CFPAT-', 'dotted', 43),
  // https://platform.openai.com/docs/api-reference/authentication
  of('OpenAI', 'sk-proj- sk-svcacct- sk-admin-', 'dotted', 40, 250),
  // https://docs.anthropic.com/en/api/admin-api/apikeys/get-api-key
  of('Anthropic', 'sk-ant-api03- sk-ant-admin01- sk-ant-oat01-', 'dotted', 80, 120),
  // https://huggingface.co/docs/hub/security-tokens
  of('Hugging Face', 'hf_', 'base62', 34, 38),
  // https://replicate.com/docs/reference/http#authentication
  of('Replicate', 'r8_', 'base62', 37),
  // https://console.groq.com/docs/quickstart
  of('Groq', 'gsk_', 'base62', 52),
  // https://docs.perplexity.ai/guides/getting-started
  of('Perplexity', 'pplx-', 'base62', 48),
  // https://docs.langchain.com/langsmith/create-account-api-key
  of('LangSmith', 'lsv2_pt_ lsv2_sk_', 'word', 43),
  // https://yandex.cloud/en/docs/iam/concepts/authorization/api-key
  of('Yandex Cloud', 'AQVN', 'dotted', 35, 38),
];

export const tokenShapes: readonly TokenShape[] = [
  // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
  { provider: 'SendGrid', hint: /SG\./, pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  {
    provider: 'Slack',
    hint: /hooks\.slack\.com/,
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{40,60}/g,
  },
  // https://discord.com/developers/docs/resources/webhook
  {
    provider: 'Discord',
    hint: /\/api\/webhooks\//,
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,72}/g,
  },
  // https://core.telegram.org/bots/api#authorizing-your-bot
  { provider: 'Telegram', hint: /:AA/, pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g },
  // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  { provider: 'HCP Terraform', hint: /\.atlasv1\./, pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}(?![\w-])/g },
  // https://airtable.com/developers/web/guides/personal-access-tokens
  { provider: 'Airtable', hint: /pat[A-Za-z0-9]{14}\./, pattern: /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g },
  // https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens
  { provider: 'Dynatrace', hint: /dt0[a-z]\d\d\./, pattern: /\bdt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b/g },
  // https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret
  { provider: 'Microsoft Entra', hint: /8Q~/, pattern: /\b[\w~.]{3}8Q~[\w~.-]{34}(?![\w~.-])/g },
  // https://docs.doppler.com/reference/auth-token-formats (service tokens carry the name of the environment)
  { provider: 'Doppler', hint: /dp\.st\./, pattern: /\bdp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}\b/g },
];
