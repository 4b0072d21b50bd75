import { adviceFor } from './check-advice.js';
import type { Container, Probe } from './container.js';
import { newProbe, type ProbeQuestion, questionOf } from './probe.js';
import { knownPath } from './probe-advice.js';
import { isReadable, toleranceOf } from './probe-question.js';
import { programsOfImage } from './program.js';

/** Whether the port, a number or a name, accepts connections: shallow, and patient enough not to restart what is busy. */
export function newLiveness(port: string): Probe {
  return newProbe({ handler: 'tcp', port }, { interval: 20, timeout: 3, retries: 4 });
}

/** The question that liveness is known to get answered, sooner given up; else the server's own check, else the port. */
export function newReadiness(container: Container, port: string): Probe {
  const { liveness } = container;
  const open = newProbe({ handler: 'tcp', port }, { interval: 5, timeout: 3, retries: 2 });
  const patience = liveness.state === 'set' ? toleranceOf(liveness.value) : undefined;
  const repeats = liveness.state === 'set' && isReadable(container, liveness.value);
  if (repeats && liveness.value.http && patience !== undefined && patience > 10) {
    return { ...open, handler: 'http', http: liveness.value.http };
  }
  const question = knownQuestion(container, port);
  if (question === undefined) return open;
  if (question.handler !== 'http') return newProbe(question, { interval: 10, timeout: 5, retries: 3 });
  const { handler, http } = newProbe(question);
  return { ...open, handler, http };
}

/** Time for a slow start: up to five minutes, asked every five seconds, during which the other probes wait. */
export function newStartup(container: Container, port: string): Probe {
  const question = knownQuestion(container, port) ?? { handler: 'tcp', port };
  return newProbe(question, { interval: 5, timeout: 3, retries: 60 });
}

/** What the makers of the server document; undefined where nothing is sure. */
function knownQuestion(container: Container, port: string): ProbeQuestion | undefined {
  const { image } = container;
  const programs = image.state === 'set' ? programsOfImage(image.value) : undefined;
  if (programs === undefined) return undefined;
  const path = knownPath(programs.image);
  if (path !== undefined) return { handler: 'http', path, port };
  const advice = adviceFor(container, programs);
  return advice && !advice.assumed ? questionOf(advice) : undefined;
}
