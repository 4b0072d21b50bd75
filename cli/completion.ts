import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

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
  /** `none`: it takes no value. */
  readonly value: 'none' | 'file' | readonly string[];
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
      return zsh(program.name(), commands);
    case 'fish':
      return fish(program.name(), commands);
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
      value: !option.required && !option.optional ? 'none' : (option.argChoices ?? 'file'),
    })),
    words: own,
    takesFiles: first !== undefined && own === undefined,
  };
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
        const action = typeof value === 'string' ? 'COMPREPLY=($(compgen -f -- "$word"))' : reply(value);
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
    ${reply([...commands.map((command) => command.name), 'help', ...flags, '--help'])}
    return
  fi
  case "\${COMP_WORDS[1]}" in
    help) ${reply(commands.map((command) => command.name))} ;;
${cases.join('\n')}
  esac
}
complete -o filenames -F _${name} ${name}
`;
}

function zsh(name: string, commands: readonly Completable[]): string {
  const inBrackets = (text: string): string => text.replace(/[[\]\\:]/g, '\\$&');
  const spec = ({ flags, description, value }: CompletableOption): string => {
    const values = value === 'none' ? '' : value === 'file' ? ':file:_files' : `:value:(${value.join(' ')})`;
    return flags.map((flag) => quoted(`${flag}[${inBrackets(description)}]${values}`)).join(' ');
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
  return `#compdef ${name}
# Completion of ${name} for zsh: source <(${name} completion zsh)
_${name}() {
  local -a commands=(${list.join('\n    ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
    help) _describe command commands ;;
${cases.join('\n')}
  esac
}
compdef _${name} ${name}
`;
}

function fish(name: string, commands: readonly Completable[]): string {
  const names = commands.map((command) => command.name).join(' ');
  const lines = commands.flatMap((command) => {
    const within = `complete -c ${name} -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`;
    const options = command.options.map(({ flags, description, value }) => {
      const switches = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
      const values = value === 'none' ? '' : value === 'file' ? ' -r -F' : ` -x -a ${quoted(value.join(' '))}`;
      return `${within} ${switches.join(' ')}${values} -d ${quoted(description)}`;
    });
    const words = command.words === undefined ? [] : [`${within} -f -a ${quoted(command.words.join(' '))}`];
    const files = command.takesFiles ? [`${within} -F`] : [];
    return [
      `complete -c ${name} -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -f -a ${command.name} -d ${quoted(command.description)}`,
      ...options,
      ...words,
      ...files,
    ];
  });
  return `# Completion of ${name} for fish: ${name} completion fish > ~/.config/fish/completions/${name}.fish\n${lines.join('\n')}\n`;
}
