import type { Command, Option } from 'commander';
import type { Locale } from '../core/text.js';
import type { Shell } from './names.js';

const locales: readonly Locale[] = ['en', 'ru'];

/** What can be typed behind a command. */
interface Completable {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletableOption[];
  /** Values of the first argument; undefined: files, where the command takes arguments at all. */
  readonly words: readonly string[] | undefined;
  readonly takesFiles: boolean;
}

interface CompletableOption {
  readonly flags: readonly string[];
  readonly description: string;
  /** `none`: it takes no value; `text`: one that nobody can foresee. */
  readonly value: 'none' | 'text' | 'file' | readonly string[];
}

/**
 * The script that completes the commands, options and values of a program in a shell. It is made from the program itself,
 * so it knows what the program knows. `words` are the values of arguments that the program does not list, by command.
 */
export function completionScript(
  shell: Shell,
  program: Command,
  words: Readonly<Record<string, readonly string[]>>,
): string {
  const commands = program.commands.map((command) => describe(command, words[command.name()]));
  switch (shell) {
    case 'bash':
      return bash(program.name(), commands, program.options.flatMap(flagsOf));
    case 'zsh':
      return zsh(program.name(), commands, program.options.flatMap(flagsOf));
    case 'fish':
      return fish(program.name(), commands, program.options.flatMap(flagsOf));
  }
}

function describe(command: Command, words: readonly string[] | undefined): Completable {
  const [first] = command.registeredArguments;
  const own = first?.argChoices ?? words;
  return {
    name: command.name(),
    description: command.description(),
    options: command.options.map((option) => ({
      flags: flagsOf(option),
      description: option.description,
      value: valueTaken(option),
    })),
    words: own,
    takesFiles: first !== undefined && own === undefined,
  };
}

/** Options say by the name of their value what it is. */
function valueTaken({ required, optional, argChoices, flags }: Option): CompletableOption['value'] {
  if (!required && !optional) return 'none';
  if (flags.endsWith('<locale>')) return locales;
  return argChoices ?? (/<(?:path|file)>$/.test(flags) ? 'file' : 'text');
}

function flagsOf({ short, long }: Option): readonly string[] {
  return [long, short].filter((flag) => flag !== undefined);
}

/** A text within single quotes, for all three shells. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}

function bash(name: string, commands: readonly Completable[], flags: readonly string[]): string {
  const reply = (list: readonly string[]): string => `COMPREPLY=($(compgen -W ${quoted(list.join(' '))} -- "$word"))`;
  const cases = commands.map((command) => {
    const values = command.options
      .filter((option) => option.value !== 'none')
      .map(({ flags: own, value }) => {
        const action =
          value === 'file' ? 'COMPREPLY=($(compgen -f -- "$word"))' : typeof value === 'string' ? ':' : reply(value);
        return `        ${own.join('|')}) ${action}; return ;;`;
      });
    const all = command.options.flatMap((option) => option.flags);
    const rest =
      command.words !== undefined
        ? reply(command.words)
        : command.takesFiles
          ? 'COMPREPLY=($(compgen -f -- "$word"))'
          : ':';
    return [
      `    ${command.name})`,
      ...(values.length === 0 ? [] : ['      case "$before" in', ...values, '      esac']),
      `      if [[ $word == -* ]]; then ${reply([...all, '--help'])}; else ${rest}; fi ;;`,
    ].join('\n');
  });
  return `# Completion of ${name} for bash: source <(${name} completion bash)
_${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  if [[ $COMP_CWORD -eq 1 ]]; then
    ${reply([...commands.map((command) => command.name), ...flags, '--help'])}
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _${name} ${name}
`;
}

function zsh(name: string, commands: readonly Completable[], flags: readonly string[]): string {
  const inBrackets = (text: string): string => text.replace(/[[\]\\:]/g, '\\$&');
  const spec = ({ flags, description, value }: CompletableOption): string => {
    const action = value === 'file' ? '_files' : typeof value === 'string' ? ' ' : `(${value.join(' ')})`;
    // With the sign, a value may stand in the same word as well.
    const [sign, values] = value === 'none' ? ['', ''] : ['=', `:value:${action}`];
    return flags.map((flag) => quoted(`${flag}${sign}[${inBrackets(description)}]${values}`)).join(' ');
  };
  const cases = commands.map((command) => {
    const rest =
      command.words !== undefined
        ? [quoted(`1:value:(${command.words.join(' ')})`)]
        : command.takesFiles
          ? [quoted('*:file:_files')]
          : [];
    const specs = [...command.options.map(spec), quoted('--help[display help for command]'), ...rest];
    return `    ${command.name}) _arguments ${specs.join(' \\\n      ')} ;;`;
  });
  const list = commands.map((command) => quoted(`${command.name}:${command.description.replace(/:/g, '\\:')}`));
  const first = [...flags.filter((flag) => flag.startsWith('--')), '--help'];
  return `#compdef ${name}
# Completion of ${name} for zsh: source <(${name} completion zsh)
_${name}() {
  local -a commands=(${list.join('\n    ')})
  if (( CURRENT == 2 )); then
    if [[ $PREFIX == -* ]]; then
      compadd -- ${first.join(' ')}
    else
      _describe command commands
    fi
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _${name} ${name}
`;
}

function fish(name: string, commands: readonly Completable[], flags: readonly string[]): string {
  const line = (test: string, ...rest: readonly string[]): string =>
    [`complete -c ${name} -n ${quoted(test)}`, ...rest].join(' ');
  const switches = (all: readonly string[]): string =>
    all.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const first = `__${name}_command`;
  const lines = commands.flatMap((command) => {
    const within = `${first} ${command.name}`;
    const options = command.options.map(({ flags: own, description, value }) => {
      const foreseen = typeof value === 'string' ? '' : ` -a ${quoted(value.join(' '))}`;
      const values = value === 'none' ? '' : value === 'file' ? ' -r -F' : ` -x${foreseen}`;
      return line(within, `${switches(own)}${values}`, '-d', quoted(description));
    });
    // A command takes one of its words.
    const own = command.words?.join(' ');
    const choice =
      own === undefined ? [] : [line(`${within}; and not __fish_seen_subcommand_from ${own}`, '-a', quoted(own))];
    return [
      line(first, '-a', command.name, '-d', quoted(command.description)),
      ...options,
      line(within, '-l help', '-d', quoted('display help for command')),
      ...choice,
      ...(command.takesFiles ? [line(within, '-F')] : []),
    ];
  });
  return [
    `# Completion of ${name} for fish: ${name} completion fish > ~/.config/fish/completions/${name}.fish`,
    '# Whether the first word is this command; without an argument, whether there is none yet.',
    `function ${first}`,
    '    set -l words (commandline -opc)',
    '    if test (count $argv) -eq 0',
    '        test (count $words) -eq 1',
    '    else',
    '        test (count $words) -gt 1; and test $words[2] = $argv[1]',
    '    end',
    'end',
    `complete -c ${name} -f`,
    line(first, switches(flags.filter((flag) => flag.startsWith('--')))),
    line(first, '-l help'),
    ...lines,
    '',
  ].join('\n');
}
