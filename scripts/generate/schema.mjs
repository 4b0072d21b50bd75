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
export function configSchema(rules, checklist) {
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
      extends: { enum: ['recommended', 'strict', 'none'], default: 'recommended' },
      rules: ruleTable,
      overrides: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files'],
          properties: { files: { type: 'array', items: { type: 'string' } }, rules: ruleTable },
        },
      },
      ignore: { type: 'array', items: { type: 'string' } },
      foreign: { type: 'boolean', default: true },
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
