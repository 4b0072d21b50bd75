import { rule } from '../../core/rule.js';

export default rule({
  id: 'syntax-error',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes', 'prometheus'],
  pillar: 'correctness',
  preset: 'recommended',
  level: 'error',
  fix: 'none',
  same: [
    'hadolint:DL1000',
    'dockerfile-utils:ARGUMENT_MISSING',
    'dockerfile-utils:ARGUMENT_EXTRA',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'dockerfile-utils:ARGUMENT_REQUIRES_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE_OR_THREE',
    'dockerfile-utils:ARGUMENT_UNNECESSARY',
    'dockerfile-utils:INVALID_AS',
    'dockerfile-utils:SYNTAX_MISSING_EQUALS',
    'dockerfile-utils:SYNTAX_MISSING_NAMES',
    'dockerfile-utils:SYNTAX_MISSING_SINGLE_QUOTE',
    'dockerfile-utils:SYNTAX_MISSING_DOUBLE_QUOTE',
    'dockerfile-utils:SHELL_JSON_FORM',
    'dockerfile-utils:SHELL_REQUIRES_ONE',
    'dockerfile-utils:UNSUPPORTED_MODIFIER',
    'dockerfilelint:required_params',
    'dockerfilelint:invalid_line',
    'dockerfilelint:extra_args',
    'dockerfilelint:missing_args',
    'dockerfilelint:invalid_format',
    'dockerfilelint:label_invalid',
    'dclint:invalid-yaml',
    'dclint:unknown-error',
    'docker-language-server:yaml-syntax',
    'docker-language-server:yaml-syntax#prometheus',
    'pint:yaml/parse',
  ],
  since: '0.1.0',
  text: {
    summary: { en: 'The file can be parsed', ru: 'Файл разбирается без ошибок' },
    why: {
      en: 'Nothing that reads this file will accept it, and what stands below the mistake is not checked.',
      ru: 'Такой файл не примет ни одна программа, а всё, что стоит ниже ошибки, остаётся непроверенным.',
    },
    broken: { en: 'Syntax error: {fact}', ru: 'Синтаксическая ошибка: {fact}' },
  },
  *check({ format, problems, partial, directives }) {
    // What is left of a template when its actions are taken away may be less than what they would make of it.
    if (partial === 'template') return;
    // Another front end may know other instructions.
    const isOwnSyntax = directives.every(({ name, value }) => name !== 'syntax' || value.includes('docker/dockerfile'));
    if (!isOwnSyntax) return;
    // In YAML what follows the first error is mostly its echo; each instruction of a Dockerfile stands alone.
    for (const { span, text } of format === 'dockerfile' ? problems : problems.slice(0, 1)) {
      yield { at: span, say: 'broken', with: { fact: text } };
    }
  },
});
