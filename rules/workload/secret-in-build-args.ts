import type { Variable } from '../../core/model/container.js';
import type { Document } from '../../core/model/document.js';
import { moveVariable } from '../../core/model/secret-place.js';
import { describeSecret, judgeVariable } from '../../core/model/secret-variable.js';
import { isLastStage, isSecretForBuildkit } from '../../core/model/told.js';
import { rule } from '../../core/rule.js';

export default rule({
  id: 'secret-in-build-args',
  on: 'container',
  kinds: ['dockerfile', 'compose'],
  topic: 'secrets',
  pillar: 'security',
  preset: 'recommended',
  level: 'error',
  fix: 'unsafe',
  same: ['hadolint:DL3064#arg', 'trivy:DS-0031#arg', 'buildkit:SecretsUsedInArgOrEnv#arg'],
  sensitive: true,
  since: '0.1.0',
  text: {
    summary: { en: 'No build argument carries a secret', ru: 'Через аргументы сборки не передают секреты' },
    why: {
      en: 'The value of a build argument is written into the history and the provenance of the image: "docker history" shows it to everybody who can pull, whatever the steps delete afterwards.',
      ru: 'Значение аргумента сборки записывается в историю и provenance образа: docker history покажет его каждому, кто может скачать образ, что бы потом ни удаляли следующие шаги.',
    },
    literal: { en: 'Build argument "{name}" holds {what}', ru: 'В аргументе сборки «{name}» — {what}' },
    named: {
      en: 'Build argument "{name}" leaves a secret in the history of the image',
      ru: 'Аргумент сборки «{name}» оставляет секрет в истории образа',
    },
    fix: { en: 'Mount it as a build secret', ru: 'Передать как секрет сборки' },
  },
  *check(container, { document }) {
    const { build, variables } = container;
    const args = build.state === 'set' ? build.value.args : variables.filter(({ kind }) => kind === 'arg');
    for (const variable of args) {
      const { name, value } = variable;
      if (value.state === 'set' && value.via === 'inherited') continue;
      if (value.state !== 'set' && isAbove(document, container.anchor.start, variable)) continue;
      const secret = judgeVariable(variable, document.text);
      // A placeholder is there on purpose, for steps that want some value. Tokens have a rule of their own.
      if (secret === undefined || secret.why === 'placeholder' || secret.verdict === 'token') continue;
      const isLiteral = secret.verdict !== 'suspect' && !secret.fallback;
      // Arguments above the first stage are none of its own.
      const isOwn = variable.nameSpan.start > container.anchor.start;
      const isTold = isOwn && isLastStage(document, container) && isSecretForBuildkit(name);
      yield {
        at: isLiteral ? secret.span : variable.nameSpan,
        say: isLiteral ? 'literal' : 'named',
        with: { name, what: describeSecret(secret) },
        toldAs: isTold ? ['buildkit:SecretsUsedInArgOrEnv#arg'] : [],
        level: isLiteral ? 'error' : 'warning',
        fix: () => moveVariable(document, { container, variable }),
      };
    }
  },
});

/** True for an argument of a stage below, which is told there. */
function isAbove({ format }: Document, start: number, { nameSpan }: Variable): boolean {
  return format === 'dockerfile' && nameSpan.start < start;
}
