// Counts what a host tried and prints a line for each.

/** What the suites put before their lines, so that they can be told from what the editor itself logs. */
const mark = '[suite] ';

/** Not by the console: a host may silence it. */
const print = (text) => process.stdout.write(`${text}\n`);

export function createTally() {
  const counts = { passed: 0, failed: 0 };
  const pass = (title) => {
    counts.passed++;
    print(`  ok   ${title}`);
  };
  const fail = (title, reason) => {
    counts.failed++;
    print(`  FAIL ${title}\n${String(reason).replace(/^/gm, '       ')}`);
  };
  return {
    counts,
    fail,
    /** One thing to try. What it throws ends the host. */
    async step(title, body) {
      const began = performance.now();
      try {
        await body();
      } catch (error) {
        fail(title, error?.stack ?? error);
        throw new StepFailed(title);
      }
      pass(`${title} (${Math.round(performance.now() - began)} ms)`);
    },
    /** A line of a log; those of a suite tell how a test of it ended. */
    hear(line) {
      const at = line.indexOf(mark);
      if (at < 0) return;
      const [, state, rest = ''] = /^(ok|FAIL) (.*)$/s.exec(line.slice(at + mark.length)) ?? [];
      if (state === 'ok') pass(rest);
      else if (state === 'FAIL') fail(...splitOnce(rest));
    },
  };
}

/** A failure that has been counted and printed. */
export class StepFailed extends Error {}

function splitOnce(text) {
  const at = text.indexOf('\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
