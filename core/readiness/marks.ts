import type { Container } from '../model/container.js';
import { startedLines } from '../model/settings-text.js';
import type { Place, Span } from '../span.js';
import type { Arguments, Text } from '../text.js';
import { known } from '../value.js';
import type { Mark } from './item.js';
import type { Step } from './pipeline.js';
import { imageName, isOfType, placeIn, type Seen, type Survey } from './survey.js';

type Kind = Mark['kind'];

/** A mark at a span of a document. */
export function markAt(
  { document }: Pick<Seen<unknown>, 'document'>,
  span: Span,
  kind: Kind,
  note: Text,
  args: Arguments = {},
): Mark {
  return { kind, place: placeIn(document, span), note, with: args };
}

/** A mark on a whole file. */
export function markFile(path: string, kind: Kind, note: Text, args: Arguments = {}): Mark {
  const place: Place = { path, span: { start: 0, end: 0 } };
  return { kind, place, note, with: args };
}

/** Marks on objects of some types (`group/Kind`, `group/*`), with their `kind` and `name` for the note. */
export function objectMarks(
  survey: Survey,
  types: readonly string[],
  kind: Kind,
  note: Text = texts.object,
): readonly Mark[] {
  return survey.objects
    .filter(({ it }) => isOfType(it, types))
    .map((seen) => markAt(seen, seen.it.anchor, kind, note, { kind: seen.it.kind, name: seen.it.name }));
}

/** Marks on containers whose image has a name like this, jobs and init containers included. */
export function imageMarks(survey: Survey, names: RegExp, kind: Kind, note: Text = texts.image): readonly Mark[] {
  return survey.containers.flatMap((seen) => {
    const image = imageName(seen.it);
    if (image === undefined || !names.test(image) || seen.it.image.state !== 'set') return [];
    return [markAt(seen, seen.it.image.span, kind, note, { name: seen.it.name, image })];
  });
}

/** Marks on variables of containers; `test` sees the name and the value where it is known. */
export function variableMarks(
  survey: Survey,
  test: (name: string, value: string | undefined) => boolean,
  kind: Kind,
  note: Text = texts.variable,
): readonly Mark[] {
  return survey.containers.flatMap((seen) =>
    seen.it.variables
      .filter(({ kind: sort, name, value }) => sort === 'env' && test(name, known(value)))
      .map(({ name, nameSpan }) => markAt(seen, nameSpan, kind, note, { name: seen.it.name, variable: name })),
  );
}

/** Marks on containers that are started with a word like this: a program or an option. */
export function wordMarks(survey: Survey, words: RegExp, kind: Kind, note: Text = texts.word): readonly Mark[] {
  return survey.containers.flatMap((seen) =>
    startedLines(seen.it).flatMap((line) => {
      const word = line.find(({ text }) =>
        words.test(text.slice(text.startsWith('/') ? text.lastIndexOf('/') + 1 : 0)),
      );
      return word ? [markAt(seen, word.span, kind, note, { name: seen.it.name, word: word.text })] : [];
    }),
  );
}

/** Marks on steps of pipelines; a step whose failure changes nothing is at most a part. */
export function stepMarks(
  survey: Survey,
  test: (step: Step) => boolean,
  kind: Kind,
  note: Text = texts.step,
): readonly Mark[] {
  return survey.steps.filter(test).map((step) => ({
    kind: step.mayFail && kind === 'proof' ? 'part' : kind,
    place: { path: step.path, span: step.span },
    note: step.mayFail ? texts.lenientStep : note,
    with: { name: step.name },
  }));
}

/** `missing` where whole files of this workspace deploy a workload, for only then they would show it. */
export function missingIfDeployed({ workloads }: Survey): 'missing' | 'unseen' {
  return workloads.some(({ it, document }) => !it.job && document.partial === undefined) ? 'missing' : 'unseen';
}

/** The same for what each container says of itself: one that cannot be read may be the one that does. */
export function missingIfAllRead(survey: Survey, isRead: (seen: Seen<Container>) => boolean): 'missing' | 'unseen' {
  const running = survey.containers.filter(({ it }) => it.role === 'main' && !it.job);
  return running.every(isRead) ? missingIfDeployed(survey) : 'unseen';
}

const texts = {
  object: { en: '{kind} "{name}"', ru: '{kind} «{name}»' },
  image: { en: 'Container "{name}" runs {image}', ru: 'Контейнер «{name}» запускает {image}' },
  variable: { en: 'Container "{name}" is given {variable}', ru: 'Контейнеру «{name}» задана {variable}' },
  word: { en: 'Container "{name}" is started with {word}', ru: 'Контейнер «{name}» запускается с {word}' },
  step: { en: 'The pipeline runs {name}', ru: 'Конвейер запускает {name}' },
  lenientStep: {
    en: 'The pipeline runs {name}, and goes on when it fails',
    ru: 'Конвейер запускает {name} и продолжает работу при его сбое',
  },
} satisfies Record<string, Text>;
