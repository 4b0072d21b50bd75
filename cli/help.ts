import type { Command } from 'commander';

/** What stands below the options of a command, as in a manual page. The help is English, as that of all tools beside it. */
interface Manual {
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly codes?: readonly (readonly [code: string, what: string])[];
  readonly notes?: readonly string[];
}

const usage = ['2', 'wrong use, a broken configuration or baseline, or a repository that cannot be compared'] as const;
const unchecked = ['3', 'something could not be checked; it is named on standard error and in every format'] as const;

const manuals: Readonly<Record<string, Manual>> = {
  check: {
    examples: [
      ['seaworthy check', 'everything below the working folder'],
      ['seaworthy check deploy/ Dockerfile', 'a folder and a file'],
      ['seaworthy check --fix', 'apply safe fixes, report the rest'],
      ['seaworthy check --diff --unsafe-fixes', 'see all fixes before they are made'],
      ['seaworthy check --format sarif > seaworthy.sarif', 'for code scanning'],
      ['seaworthy check --format html > seaworthy.html', 'for people who were not there'],
      ['seaworthy check --changed-since origin/main', 'what a branch changed, committed or not'],
      ['seaworthy check --print-config deploy/app.yaml', 'which rules hold for a file, and why'],
      ['seaworthy check --watch', 'again at every change'],
    ],
    codes: [
      ['0', 'no finding at or above --fail-on, and not more warnings than --max-warnings'],
      ['1', 'findings; with --diff, fixes that would change something'],
      usage,
      unchecked,
    ],
    notes: [
      'Reports stand alone on standard output, words for people on standard error.',
      'The nearest .seaworthy.yaml upwards from each file holds, up to the root of the repository.',
      '--changed-since compares with the commit where the revision and HEAD part, as "git merge-base" finds it: files whose',
      'content differs now, committed or not, and new ones that Git does not ignore. Renamed ones count, deleted ones do not.',
      'NO_COLOR turns colours off; LC_ALL, LC_MESSAGES and LANG choose the language.',
    ],
  },
  merge: {
    examples: [
      ['seaworthy check --shard 2/5 --format json > part-2.json', 'on the second of five machines'],
      ['seaworthy merge part-*.json --format sarif', 'afterwards'],
    ],
    codes: [['0', 'as for check'], ['1', 'findings'], ['2', 'a file is no report'], unchecked],
  },
  readiness: {
    examples: [
      ['seaworthy readiness', 'the checklist for the working folder'],
      ['seaworthy readiness --format html > readiness.html', 'as a page'],
    ],
    codes: [['0', 'the checklist was printed; what is open fails nothing'], usage, unchecked],
  },
  init: {
    examples: [
      ['seaworthy init', 'a first .seaworthy.yaml with everything in it as comments'],
      ['seaworthy init --from hadolint', 'take over what .hadolint.yaml says'],
      ['seaworthy init --from trivy --force', 'write over an existing .seaworthy.yaml'],
    ],
    codes: [
      ['0', 'the file was written'],
      ['2', 'there is one already, there is nothing to take over, or it cannot be written'],
    ],
    notes: ['What has no counterpart is named on standard error, and stands in the file as a comment.'],
  },
  rules: { examples: [['seaworthy rules --format json', 'for other tools']] },
  explain: {
    examples: [
      ['seaworthy explain memory-limit-missing', 'a rule'],
      ['seaworthy explain memory-limits', 'a topic of the course'],
    ],
  },
  completion: {
    examples: [
      ['source <(seaworthy completion bash)', 'in ~/.bashrc'],
      ['source <(seaworthy completion zsh)', 'in ~/.zshrc, behind compinit'],
      ['seaworthy completion fish > ~/.config/fish/completions/seaworthy.fish', 'once'],
    ],
  },
};

/** Adds examples, exit codes and notes to the help of each command. */
export function addManuals(program: Command): void {
  for (const command of program.commands) {
    const manual = manuals[command.name()];
    if (manual !== undefined) command.addHelpText('after', `\n${textOf(manual)}`);
  }
  program.addHelpText(
    'after',
    `\n${textOf({
      examples: [
        ['seaworthy check', 'check everything below the working folder'],
        ['seaworthy init', 'write a first configuration'],
        ['seaworthy explain memory-limit-missing', 'what a rule is about'],
        ['seaworthy help check', 'everything about one command'],
      ],
    })}`,
  );
}

function textOf({ examples, codes = [], notes = [] }: Manual): string {
  const blocks = [['Examples:', ...examples.map(([command, what]) => `  # ${what}\n  ${command}`)]];
  if (codes.length > 0) blocks.push(['Exit codes:', ...codes.map(([code, what]) => `  ${code}  ${what}`)]);
  if (notes.length > 0) blocks.push(['Notes:', ...notes.map((note) => `  ${note}`)]);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
