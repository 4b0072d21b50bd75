import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { localeOf, locales, say } from '../core/text.js';
import { version } from '../core/version.js';
import type { CheckOptions } from './check.js';
import { addManuals } from './help.js';
import type { InitOptions } from './init.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import type { MergeOptions } from './merge.js';
import { reportFormats, type Shell, shells, toolNames } from './names.js';
import type { ReadinessOptions } from './readiness.js';
import type { Shard } from './session.js';
import { texts } from './texts.js';

const engine = () => import('./engine.js');
const elsewhere = () => import('./elsewhere.js');

/**
 * Runs the command line and answers its exit code. `argv` holds the arguments alone. The product is loaded by the commands
 * that need it: help and version are there without it.
 */
export async function main(argv: readonly string[], io: Io, load: () => Promise<Product>): Promise<number> {
  let code: number = exit.clean;
  const language = (options: { readonly locale?: string }) => localeOf(options.locale ?? localeIn(io.env));

  const program = new Command('seaworthy')
    .description('Tells whether Dockerfiles, Compose, Kubernetes and Prometheus files will survive production.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: io.out, writeErr: io.err });

  /** What adds each command to the program. */
  const commands = new Map<string, () => Command>(
    Object.entries({
      check: () =>
        program
          .command('check', { isDefault: false })
          .description('check files and folders (the working folder by default)')
          .argument('[paths...]', 'files and folders, or "-" for --stdin')
          .addOption(new Option('--format <format>', 'how to print').choices(reportFormats).default('text'))
          .option('--fix', 'apply safe fixes', false)
          .option('--unsafe-fixes', 'with --fix or --diff: fixes that change what runs, too', false)
          .option('--diff', 'print what the fixes would change, as a unified diff, and write nothing', false)
          .addOption(failOn())
          .addOption(maxWarnings())
          .option('--baseline <path>', 'hide the findings that this file knows')
          .option(
            '--update-baseline',
            'write the baseline: a new one with all findings, else without those that are gone',
            false,
          )
          .addOption(
            new Option('--shard <i/n>', 'report only part i of n, to be put together with "merge"').argParser(shard),
          )
          .addOption(localeOption('language of messages (default: from the environment)'))
          .option('--stdin', 'check the text from standard input', false)
          .option('--stdin-filename <path>', 'with --stdin: what the text is')
          .option('--config <path>', 'use this configuration file for all files')
          .option('--no-config', 'use no configuration file')
          .option('--list-files', 'only list the files that would be checked, with their formats', false)
          .option('--files-from <path>', 'report only the files that this file lists, or standard input for "-"')
          .option(
            '--changed-since <revision>',
            'report only files that changed since HEAD and this Git revision parted',
          )
          .option('--print-config <file>', 'print what holds for a file and where it is written, and check nothing')
          .option('--watch', 'check again whenever a file changes, until Ctrl+C', false)
          .option('--no-inline-ignores', 'disregard suppressions in comments and annotations')
          .addOption(
            new Option('--jobs <number>', 'threads that share the work (default: by files and cores)').argParser(jobs),
          )
          .option('--quiet', 'only findings at or above --fail-on, without totals', false)
          .action(async (given: string[], options: CheckOptions & { readonly locale?: string }) => {
            const config = options.config ?? true;
            const paths = given.filter((path) => path !== '-');
            const stdin = options.stdin || paths.length < given.length;
            const { runCheck } = await engine();
            code = await runCheck(paths, { ...options, config, stdin }, language(options), io, await load());
          }),
      merge: () =>
        program
          .command('merge')
          .description('make one report of those that "check --format json" has printed')
          .argument('<reports...>', 'files with reports')
          .addOption(new Option('--format <format>', 'how to print').choices(reportFormats).default('text'))
          .addOption(failOn())
          .addOption(maxWarnings())
          .addOption(localeOption('language of messages (default: from the environment)'))
          .action(async (paths: string[], options: MergeOptions & { readonly locale?: string }) => {
            const { runMerge } = await elsewhere();
            code = await runMerge(paths, options, language(options), io, await load());
          }),
      readiness: () =>
        program
          .command('readiness')
          .description('show what the files say about the production readiness checklist')
          .argument('[paths...]', 'files and folders')
          .addOption(
            new Option('--format <format>', 'how to print')
              .choices(['text', 'markdown', 'html', 'json'])
              .default('text'),
          )
          .addOption(localeOption('language (default: from the environment)'))
          .action(async (paths: string[], options: ReadinessOptions & { readonly locale?: string }) => {
            const { runReadiness } = await elsewhere();
            code = await runReadiness(paths, options, language(options), io, await load());
          }),
      init: () =>
        program
          .command('init')
          .description('write a .seaworthy.yaml into the working folder')
          .addOption(
            new Option('--from <tool>', 'take over what the configuration of another tool says').choices(toolNames),
          )
          .option('--force', 'write over an existing one', false)
          .addOption(localeOption('language of messages and comments (default: from the environment)'))
          .action(async (options: InitOptions & { readonly locale?: string }) => {
            const { runInit } = await elsewhere();
            code = await runInit(options, language(options), io, await load());
          }),
      rules: () =>
        program
          .command('rules')
          .description('list all rules')
          .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
          .addOption(localeOption('language (default: from the environment)'))
          .action(async (options: { readonly format: 'text' | 'json'; readonly locale?: string }) => {
            const { listRules, plainRules } = await elsewhere();
            const { rules } = await load();
            const isJson = options.format === 'json';
            io.out(isJson ? `${JSON.stringify(plainRules(rules), null, 2)}\n` : listRules(rules, language(options)));
          }),
      explain: () =>
        program
          .command('explain')
          .description('explain a rule or a topic')
          .argument('<name>', 'id of a rule or a topic')
          .addOption(localeOption('language (default: from the environment)'))
          .action(async (name: string, options: { readonly locale?: string }) => {
            const { explain } = await elsewhere();
            io.out(await explain(name, await load(), language(options)));
          }),
      completion: () =>
        program
          .command('completion')
          .description('print a script that completes commands and options in a shell')
          .addArgument(new Argument('<shell>', 'which shell').choices(shells))
          .action(async (shell: Shell) => {
            const { completionScript } = await elsewhere();
            const product = await load();
            const topics = await product.topics();
            const names = [...product.rules, ...topics].map(({ id }) => id).sort();
            const others = [...commands.keys()].filter((name) => name !== 'help');
            io.out(completionScript(shell, program, { explain: names, help: others }));
          }),
      lsp: () =>
        program
          .command('lsp')
          .description('run the language server')
          .option('--stdio', 'speak over standard input and output (the default)')
          .action(async () => {
            await io.startServer();
          }),
      help: () =>
        program
          .command('help')
          .description('show the help of a command')
          .argument('[command]', 'which command')
          .action((name?: string) => {
            if (name === undefined) return program.help();
            const command = program.commands.find((each) => each.name() === name);
            if (command === undefined) throw new UsageError(say(texts.noCommand, language({}), { name }));
            return command.help();
          }),
    }),
  );

  // Describing the commands that nobody has asked for would take longer than to understand the one that is.
  const [first = ''] = argv;
  const asked = commands.get(first);
  if (first === 'completion' || first === 'help') for (const add of commands.values()) add();
  else if (asked !== undefined) asked();
  else if (first !== '--version' && first !== '-V') for (const add of commands.values()) add();
  addManuals(program);
  program.helpCommand(false);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    // Help and version are no errors; the parser has printed what it has to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.clean : exit.usage;
    if (!(error instanceof UsageError)) throw error;
    const locale = localeOf(localeIn(io.env));
    const message = error.about === 'path' ? say(texts.noPath, locale, { path: error.message }) : error.message;
    io.err(`seaworthy: ${message}\n`);
    return exit.usage;
  }
}

/** The language of the environment, in the order POSIX gives (Base Definitions, 8.2 "Internationalization Variables"). */
function localeIn(env: Io['env']): string | undefined {
  return [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
}

/** A number of things, as an argument. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('A whole number is wanted.');
  return value;
}

function localeOption(about: string): Option {
  return new Option('--locale <locale>', about).choices(locales);
}

function failOn(): Option {
  return new Option('--fail-on <level>', 'exit with 1 at findings of this level and above')
    .choices(['error', 'warning', 'info', 'hint', 'none'])
    .default('error');
}

function maxWarnings(): Option {
  return new Option('--max-warnings <number>', 'exit with 1 when there are more warnings than this').argParser(
    wholeNumber,
  );
}

/** How many threads: one at least. */
function jobs(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('One thread at least is wanted.');
  return number;
}

/** `2/5`: the second part of five. */
function shard(text: string): Shard {
  const [number, count, ...rest] = text.split('/').map(wholeNumber);
  if (number === undefined || count === undefined || rest.length > 0 || number < 1 || number > count) {
    throw new InvalidArgumentError('A part of so many is wanted, as in 2/5.');
  }
  return { number, count };
}
