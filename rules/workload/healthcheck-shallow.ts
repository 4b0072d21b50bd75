import type { Edit } from '../../core/edit.js';
import type { Index } from '../../core/index/index.js';
import { effective, programsOf, stageOf } from '../../core/index/link.js';
import { adviceFor, healthCheckOf } from '../../core/model/check-advice.js';
import { surfaceOf } from '../../core/model/check-depth.js';
import type { Container } from '../../core/model/container.js';
import type { Document } from '../../core/model/document.js';
import { questionAbove, servedProtocol } from '../../core/model/probe-depth.js';
import { programsOfStage } from '../../core/model/program.js';
import { rule } from '../../core/rule.js';
import { known } from '../../core/value.js';

export default rule({
  id: 'healthcheck-shallow',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'reliability',
  // Such a check is better than none, and the endpoint of the service may have to be written first.
  preset: 'strict',
  level: 'hint',
  fix: 'unsafe',
  // What cannot run, or cannot fail, looks at nothing at all.
  yieldsTo: ['exec-binary-missing', 'healthcheck-never-fails', 'healthcheck-invalid', 'healthcheck-remote-target'],
  since: '0.1.0',
  text: {
    summary: {
      en: 'A health check asks the service, not the operating system',
      ru: 'Проверка здоровья спрашивает сам сервис, а не операционную систему',
    },
    why: {
      en: 'A process that hangs still exists, and its port stays open, for the kernel accepts connections by itself: the check passes while nobody gets an answer.',
      ru: 'Зависший процесс всё ещё существует, и порт его открыт: соединения принимает само ядро. Проверка успешна, хотя ответа никто не получает.',
    },
    process: {
      en: '"{tool}" only sees that the process exists, not that it answers',
      ru: '«{tool}» видит лишь, что процесс существует, а не что он отвечает',
    },
    port: {
      en: '"{tool}" only sees that the port is open, not that the service answers',
      ru: '«{tool}» видит лишь, что порт открыт, а не что сервис отвечает',
    },
    file: {
      en: '"{tool}" only sees a file with a process id, not whether the service answers',
      ru: '«{tool}» видит лишь файл с номером процесса, а не то, отвечает ли сервис',
    },
    socket: {
      en: 'Readiness only sees that port "{tool}" is open, although {protocol} is spoken on it',
      ru: 'Readiness видит лишь, что порт «{tool}» открыт, хотя на нём говорят по {protocol}',
    },
    fix: { en: 'Ask the service', ru: 'Спрашивать сам сервис' },
  },
  *check(container, { document, index }) {
    const { format, role, job, liveness, readiness } = container;
    if (role === 'build' || job) return;
    if (format === 'kubernetes') {
      // Liveness is right to be shallow.
      if (readiness.state !== 'set') return;
      const { handler, command, port, span, questionHole } = readiness.value;
      const surface = handler === 'exec' && command ? surfaceOf(command) : undefined;
      if (handler !== 'tcp' && surface === undefined) return;
      const served = servedProtocol(container, handler === 'tcp' ? port : undefined);
      if (served === undefined) return;
      const fix = (): readonly Edit[] | undefined => {
        const question = questionAbove(container, readiness.value, served);
        return question && questionHole.put(question);
      };
      const protocol = served.protocol === 'http' ? 'HTTP' : 'gRPC';
      const at = container.cursor?.at('readinessProbe', handler === 'tcp' ? 'tcpSocket' : 'exec').key ?? span;
      const tool = surface?.tool ?? (port && known(port)) ?? '';
      yield { at, say: surface?.kind ?? 'socket', with: { tool, protocol }, fix };
      return;
    }
    if (liveness.state !== 'set' || liveness.via === 'inherited' || liveness.value.command === undefined) return;
    const { command, commandHole } = liveness.value;
    const surface = surfaceOf(command);
    if (surface === undefined) return;
    const { whole, programs } = runOf(container, document, index);
    // A server with a tool of its own, or one that answers over HTTP; the port of any other may be all there is.
    const isServer = programs !== undefined && adviceFor(whole, programs)?.assumed === false;
    if (!isServer && servedProtocol(whole)?.protocol !== 'http') return;
    yield {
      at: command.span,
      say: surface.kind,
      with: { tool: surface.tool },
      fix: () => {
        const check = programs && healthCheckOf(whole, programs)?.command;
        return check && commandHole.put(check);
      },
    };
  },
});

/** The container as it runs, and what can be run in it. */
function runOf(container: Container, document: Document, index: Index) {
  const stage = document.stage.find((each) => each.container === container);
  const built = stageOf(index, container, document.path)?.fact.stage;
  // Another command of the same image serves other ports, or none: a worker beside its web server.
  const isOther = container.entrypoint.state !== 'unset' || container.command.state !== 'unset';
  return {
    whole: built && !isOther ? effective(container, built) : container,
    programs: stage ? programsOfStage(stage) : programsOf(index, container, document.path),
  };
}
