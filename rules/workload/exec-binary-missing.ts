import type { Edit } from '../../core/edit.js';
import { stageOf } from '../../core/index/link.js';
import { adviceFor } from '../../core/model/check-advice.js';
import { findAddress, findSleep } from '../../core/model/check-command.js';
import type { Command } from '../../core/model/command.js';
import type { Container, Probe } from '../../core/model/container.js';
import type { Document } from '../../core/model/document.js';
import { execCommandOf, newProbe, shellCommandOf } from '../../core/model/probe.js';
import { mayMount, neededBy, type Programs, programsOfImage, programsOfStage } from '../../core/model/program.js';
import { put, rule } from '../../core/rule.js';
import { isShell } from '../../core/shell/invocation.js';
import type { SetValue, Value } from '../../core/value.js';

export default rule({
  id: 'exec-binary-missing',
  on: 'container',
  kinds: ['dockerfile', 'compose', 'kubernetes'],
  scope: 'workspace',
  topic: 'health-checks',
  pillar: 'correctness',
  preset: 'recommended',
  level: { dockerfile: 'error', compose: 'warning', kubernetes: 'info' },
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: {
      en: 'Health checks and hooks run programs that the image has',
      ru: 'Проверки здоровья и хуки запускают программы, которые есть в образе',
    },
    why: {
      en: 'A check whose program is missing fails every time: the container never gets healthy, whatever waits for it never starts, and an orchestrator restarts it for ever.',
      ru: 'Проверка без своей программы падает каждый раз: контейнер никогда не станет здоровым, зависимые сервисы не запустятся, а оркестратор будет перезапускать его без конца.',
    },
    check: {
      en: 'The health check runs "{program}", which "{image}" does not have',
      ru: 'Проверка здоровья запускает «{program}», а в «{image}» этой программы нет',
    },
    shell: {
      en: 'The health check needs a shell, and "{image}" has none',
      ru: 'Проверке здоровья нужна оболочка, а в «{image}» её нет',
    },
    hook: {
      en: 'The preStop hook runs "{program}", which "{image}" does not have',
      ru: 'Хук preStop запускает «{program}», а в «{image}» этой программы нет',
    },
    fix: { en: 'Check with what the image has', ru: 'Проверять тем, что есть в образе' },
  },
  *check(container, { document, index }) {
    const { liveness, readiness, startup, stop } = container;
    const isOwn = (probe: Value<Probe>) => probe.state === 'set' && probe.via !== 'inherited';
    if (![startup, liveness, readiness].some(isOwn) && stop.preStop.state !== 'set') return;
    const built = stageOf(index, container, document.path)?.fact.stage;
    const runs = programsIn(container, document, built);
    const [programs] = runs;
    if (programs === undefined) return;
    const image = programs.image.text;
    const missing = (command: Command | undefined) =>
      command &&
      neededBy(command).find(
        ({ name }) => runs.every((each) => each?.has(name) === false) && !mayMount(container, name),
      );
    for (const probe of [startup, liveness, readiness]) {
      if (probe.state !== 'set' || probe.via === 'inherited' || probe.value.command === undefined) continue;
      const found = missing(probe.value.command);
      if (found === undefined) continue;
      yield {
        at: found.span,
        say: isShell(found.name) && runs.every((each) => each?.has('sh') === false) ? 'shell' : 'check',
        with: { program: found.name, image },
        fix: () => rewritten(probe, container, programs),
      };
    }
    const { preStop } = stop;
    const hook = preStop.state === 'set' ? preStop.value.command : undefined;
    const found = missing(hook);
    if (hook === undefined || found === undefined) return;
    const sleep = container.format === 'kubernetes' ? findSleep(hook) : undefined;
    yield {
      at: found.span,
      say: 'hook',
      with: { program: found.name, image },
      fix: () => (sleep === undefined ? undefined : put(preStop, { command: undefined, sleep })),
    };
  },
});

/** The same question by another program; the kubelet asks HTTP itself. */
function rewritten(
  { value: probe }: SetValue<Probe>,
  container: Container,
  programs: Programs,
): readonly Edit[] | undefined {
  const { command, commandHole, questionHole } = probe;
  const address = command && findAddress(command);
  if (container.format === 'kubernetes' && address !== undefined) {
    const { http } = newProbe({ handler: 'http', path: address.path ?? '/', port: String(address.port) });
    return questionHole.put({ ...probe, handler: 'http', http });
  }
  const advice = adviceFor(address ? onPort(container, address.port) : container, programs, address?.path);
  if (advice?.words) return commandHole.put(execCommandOf(advice.words));
  return advice?.shell === undefined ? undefined : commandHole.put(shellCommandOf(advice.shell));
}

/** The programs of every image in which the check may run; one that is not known makes all unknown. */
function programsIn(
  container: Container,
  document: Document,
  built: Document['stage'][number] | undefined,
): readonly (Programs | undefined)[] {
  if (container.format === 'dockerfile') {
    // A check in a lower stage also runs in the stages built on it.
    const own = document.stage.find((stage) => stage.container === container);
    const above = document.stage.filter((stage) => {
      for (let below: typeof own = stage; below; below = below.base.stage) if (below === own) return true;
      return false;
    });
    return above.map(programsOfStage);
  }
  if (container.build.state !== 'unset' && container.format === 'compose') return [built && programsOfStage(built)];
  return [container.image.state === 'set' ? programsOfImage(container.image.value) : undefined];
}

function onPort(container: Container, number: number): Container {
  const port = { number, name: undefined, protocol: 'tcp', published: undefined, span: container.anchor };
  return { ...container, ports: { state: 'set', value: [port], span: container.anchor, hole: container.ports.hole } };
}
