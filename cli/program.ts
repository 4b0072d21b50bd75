import { Command, CommanderError, Option } from 'commander';
import { localeOf, say } from '../core/text.js';
import { type CheckOptions, runCheck } from './check.js';
import { explain } from './explain.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import { listRules, plainRules } from './rules.js';
import { texts } from './texts.js';

/** Runs the command line and answers its exit code. `argv` holds the arguments alone. */
export async function main(argv: readonly string[], io: Io, product: Product): Promise<number> {
  let code: number = exit.clean;
  const language = (options: { readonly locale?: string }) => localeOf(options.locale ?? localeIn(io.env));

  const program = new Command('seaworthy')
    .description('Tells whether Dockerfiles, Compose, Kubernetes and Prometheus files will survive production.')
    .version(product.version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: io.out, writeErr: io.err });

  program
    .command('check', { isDefault: false })
    .description('check files and folders (the working folder by default)')
    .argument('[paths...]', 'files and folders')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .option('--fix', 'apply safe fixes', false)
    .option('--unsafe-fixes', 'with --fix: apply fixes that change what runs, too', false)
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 at findings of this level and above')
        .choices(['error', 'warning', 'info', 'hint', 'none'])
        .default('error'),
    )
    .option('--locale <locale>', 'language of messages: en or ru (default: from the environment)')
    .option('--stdin', 'check the text from standard input', false)
    .option('--stdin-filename <path>', 'with --stdin: what the text is')
    .option('--config <path>', 'use this configuration file for all files')
    .option('--no-config', 'use no configuration file')
    .option('--list-files', 'only list the files that would be checked, with their formats', false)
    .option('--no-inline-ignores', 'disregard suppressions in comments and annotations')
    .option('--quiet', 'only findings at or above --fail-on, without totals', false)
    .action(async (paths: string[], options: CheckOptions & { readonly locale?: string }) => {
      const config = options.config ?? true;
      code = await runCheck(paths, { ...options, config }, language(options), io, product);
    });

  program
    .command('rules')
    .description('list all rules')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--locale <locale>', 'language: en or ru')
    .action((options: { readonly format: 'text' | 'json'; readonly locale?: string }) => {
      const { rules } = product;
      const isJson = options.format === 'json';
      io.out(isJson ? `${JSON.stringify(plainRules(rules), null, 2)}\n` : listRules(rules, language(options)));
    });

  program
    .command('explain')
    .description('explain a rule or a topic')
    .argument('<name>', 'id of a rule or a topic')
    .option('--locale <locale>', 'language: en or ru')
    .action(async (name: string, options: { readonly locale?: string }) => {
      io.out(await explain(name, product, language(options)));
    });

  program
    .command('lsp')
    .description('run the language server')
    .option('--stdio', 'speak over standard input and output (the default)')
    .action(async () => {
      await io.startServer();
    });

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
