import { stageOf } from '../../core/index/link.js';
import type { Command, Word } from '../../core/model/command.js';
import type { Container } from '../../core/model/container.js';
import type { ImageReference } from '../../core/model/image.js';
import { factsOf } from '../../core/model/image-facts.js';
import { type OptionWord, wordsOfValue } from '../../core/model/settings-text.js';
import { drop, put, rule } from '../../core/rule.js';
import { known, type Value } from '../../core/value.js';

const off = '-XX:-UseContainerSupport';
const gone = '-XX:+UseCGroupMemoryLimitForHeap';

/** The release that knows the second flag no more. */
const goneSince = 11;

type Fix = ReturnType<typeof put>;

interface Found {
  readonly flag: string;
  readonly word: OptionWord;
  readonly fix: () => Fix;
}

export default rule({
  id: 'jvm-container-support-disabled',
  on: 'document',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'jvm-tuning',
  pillar: 'performance',
  preset: 'recommended',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'The JVM sizes itself by the limits of its container',
      ru: 'JVM подстраивается под лимиты своего контейнера',
    },
    why: {
      en: 'Without container support the JVM takes its heap, its collector threads and its pools from the memory and the cores of the whole host, and the kernel kills it at the limit of the container.',
      ru: 'Без поддержки контейнеров JVM выбирает кучу, потоки сборщика и пулы по памяти и ядрам всего узла, и ядро убивает её на лимите контейнера.',
    },
    off: {
      en: '{flag} makes the JVM size itself by the host, not by the container',
      ru: 'С {flag} JVM подстраивается под узел, а не под контейнер',
    },
    gone: {
      en: '{flag} is gone since JDK 11: JDK {version} does not start with it',
      ru: '{flag} нет начиная с JDK 11: JDK {version} с этим флагом не запустится',
    },
    fix: { en: 'Delete the flag', ru: 'Удалить флаг' },
  },
  *check(document, { index }) {
    // What several containers inherit from one place is told once.
    const told = new Set<number>();
    for (const container of document.container) {
      const flags = container.role === 'build' ? [] : flagsOf(container);
      if (flags.length === 0) continue;
      const stage =
        container.format === 'dockerfile'
          ? document.stage.find((each) => each.container === container)
          : stageOf(index, container, document.path)?.fact.stage;
      const version = jdkVersion(stage?.rootImage ?? container.image);
      for (const { flag, word, fix } of flags) {
        if (told.has(word.span.start)) continue;
        told.add(word.span.start);
        if (flag === off) yield { at: word.span, say: 'off', with: { flag }, fix };
        else if (version >= goneSince) yield { at: word.span, say: 'gone', with: { flag, version: `${version}` }, fix };
      }
    }
  },
});

/** First number of the JDK where the image is one; 0 when that is not known. */
function jdkVersion(image: Value<ImageReference>): number {
  // The build tools count their own releases.
  if (image.state !== 'set' || ['maven', 'gradle'].includes(image.value.name)) return 0;
  const facts = factsOf(image.value);
  return facts?.family === 'jvm' && facts.role === 'runtime' ? (facts.major ?? 0) : 0;
}

/** The flags in every variable, for scripts hand on variables of any name, and on the command line. */
function flagsOf({ variables, entrypoint, command }: Container): readonly Found[] {
  const set = variables
    .filter(({ kind, value }) => kind === 'env' && value.state === 'set' && mayHoldFlag(value.value))
    .flatMap(({ value }) => {
      const words = wordsOfValue(value);
      return inWords(words, (word) => withoutWord(value, words, word));
    });
  const started = [entrypoint, command].flatMap((value) => inCommand(value));
  return [...set, ...started];
}

function inCommand(value: Value<Command>): readonly Found[] {
  const { words = [], script } = known(value) ?? {};
  if (script === undefined) return inWords(words, (word) => withoutArgument(value, word));
  return script.commands.flatMap((each) => inWords(each.words, () => undefined));
}

const mayHoldFlag = (text: string): boolean => text.includes('-XX:');

function inWords<W extends OptionWord>(words: readonly W[], fix: (word: W) => Fix): readonly Found[] {
  if (!words.some(({ text }) => mayHoldFlag(text))) return [];
  const flags = words.map(({ text }) => text.replace(/^["']|["']$/g, ''));
  // The last one of its kind wins, and this one makes the JVM pass over what it does not know.
  const isOnAgain = flags.lastIndexOf(off.replace(':-', ':+')) > flags.lastIndexOf(off);
  const passesOver = flags.includes('-XX:+IgnoreUnrecognizedVMOptions');
  return words.flatMap((word, index): readonly Found[] => {
    const flag = flags[index];
    const counts = (flag === off && !isOnAgain) || (flag === gone && !passesOver);
    return flag !== undefined && counts ? [{ flag, word, fix: () => fix(word) }] : [];
  });
}

function withoutWord(value: Value<string>, words: readonly OptionWord[], word: OptionWord): Fix {
  const rest = words.filter((each) => each !== word);
  return rest.length === 0 ? drop(value) : put(value, rest.map(({ text }) => text).join(' '));
}

function withoutArgument(value: Value<Command>, word: Word | OptionWord): Fix {
  const command = known(value);
  return command && put(value, { ...command, words: command.words.filter((each) => each !== word) });
}
