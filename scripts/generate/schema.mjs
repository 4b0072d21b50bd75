// JSON schema of .seaworthy.yaml, from the rules and their options.
const levels = ['off', 'on', 'error', 'warning', 'info', 'hint'];

function typeOf(value) {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' }, default: value };
  return { type: typeof value, default: value };
}

function ruleSchema(rule) {
  const options = Object.entries(rule.options).map(([name, value]) => [name, typeOf(value)]);
  return {
    description: rule.text.summary.en,
    anyOf: [
      { enum: levels },
      {
        type: 'object',
        additionalProperties: false,
        properties: { level: { enum: levels }, ...Object.fromEntries(options) },
      },
    ],
  };
}

const words = { $ref: '#/definitions/words' };

/** One text or a list of them. */
const texts = (items = { type: 'string', minLength: 1 }) => ({ anyOf: [items, { type: 'array', items }] });

const formats = ['dockerfile', 'compose', 'kubernetes', 'prometheus'];

/** Every selector that is written has to fit, and one there must be. */
function overrideSchema(ruleTable) {
  return {
    type: 'object',
    additionalProperties: false,
    anyOf: ['files', 'kinds', 'kind', 'name'].map((selector) => ({ required: [selector] })),
    properties: {
      files: { description: 'Globs, relative to the folder of the configuration in use', ...texts() },
      kinds: { description: 'Formats', ...texts({ enum: formats }) },
      kind: { description: 'Kinds of Kubernetes objects, as globs', ...texts() },
      name: { description: 'Names of Kubernetes objects and Compose services, as globs', ...texts() },
      reason: { description: 'Why, for people', type: 'string' },
      rules: ruleTable,
    },
  };
}

const imagesSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    trusted: {
      description: 'Registries that images may come from: a host, or a host with the beginning of a path',
      ...texts(),
    },
    support: {
      description: 'How long release lines are supported',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['image', 'cycle', 'until'],
        properties: {
          image: { description: 'Name of the image, without its tag', type: 'string' },
          cycle: { description: 'A version, or the beginning of one', anyOf: [{ type: 'string' }, { type: 'number' }] },
          until: { description: 'The last day of fixes, YYYY-MM-DD', type: 'string' },
        },
      },
    },
  },
};

const labelsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    allowed: { description: 'Labels whose values are known to be few, as globs', ...texts() },
    unbounded: { description: 'Labels whose values have no bound, as globs', ...texts() },
  },
};

function attestationSchema(item) {
  return {
    description: item.title.en,
    type: 'object',
    additionalProperties: false,
    required: ['who', 'when'],
    properties: { who: words, when: words, link: words, note: words },
  };
}

/** The schema as an object. */
export function configSchema(rules, checklist, besideTools) {
  const ruleTable = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Seaworthy configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      extends: {
        description: 'Presets and local files to build upon; later ones win',
        default: 'recommended',
        ...texts({
          anyOf: [{ enum: ['recommended', 'strict', 'none'] }, { type: 'string', pattern: '/|\\\\|\\.(ya?ml|json)$' }],
        }),
      },
      rules: ruleTable,
      overrides: { type: 'array', items: overrideSchema(ruleTable) },
      rulesVersion: {
        description: 'Rules that came after this version are off until a setting names them',
        type: ['string', 'number'],
        pattern: '^[0-9]+\\.[0-9]+(\\.[0-9]+)?$',
      },
      ignore: { description: 'Files that are not checked, as globs', ...texts() },
      foreign: { description: 'Honour suppressions written for other tools', type: 'boolean', default: true },
      beside: {
        description: 'Other tools that run on these files; what they tell themselves is left to them',
        ...texts({ enum: [...besideTools] }),
      },
      requireReason: { description: 'Every suppression has to say why', type: 'boolean', default: false },
      locked: {
        description: 'Rules that no suppression in a file silences',
        ...texts({ enum: rules.map(({ id }) => id) }),
      },
      images: imagesSchema,
      labels: labelsSchema,
      attest: {
        description: 'Items of the readiness checklist that somebody vouches for',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(checklist.map((item) => [item.id, attestationSchema(item)])),
      },
    },
    definitions: { words: { anyOf: [{ type: 'string', minLength: 1 }, { type: 'number' }] } },
  };
}
