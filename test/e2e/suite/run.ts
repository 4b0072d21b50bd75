import 'mocha/mocha.js';

/** Lines of the suite begin with this, so that they can be told from what the editor itself logs. */
const prefix = '[suite] ';

/** Runs what `declare` declares and rejects when a test fails, as VS Code expects of a suite. */
export function runMocha(declare: () => void): Promise<void> {
  // Not the ready-made `mocha`, which wants a page around it.
  const mocha = new Mocha({ ui: 'tdd', reporter: Lines, timeout: 30_000, bail: true, forbidPending: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  declare();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} failed`))));
  });
}

/** One message a test, with the error when it failed. */
class Lines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const say = (text: string): void => console.log(prefix + text);
    runner.on('pass', ({ title, duration }) => say(`ok ${title} (${duration} ms)`));
    runner.on('fail', ({ title }, error: Error) => say(`FAIL ${title}\n${error.stack ?? error.message}`));
  }
}
