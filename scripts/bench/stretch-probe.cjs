// Loaded into the server before itself: at each signal it writes the longest stretch since the last one, in milliseconds,
// in which no message could be handled.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('SIGUSR2', () => {
  process.stderr.write(`${delay.max / 1e6}\n`);
  delay.reset();
});
