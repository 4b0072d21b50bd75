import type { Command, Word } from '../model/command.js';
import type { Value } from '../value.js';
import { isPresent, layersAt, pick, type Service } from './compose-service.js';
import { readText, resolvedText } from './compose-values.js';

/** Words that name work with an end, as arguments of a command or in the name of a service. */
const jobWords = new Set(
  (
    'migrate migration migrations migrator seed seeder seeding init initialize bootstrap setup createsuperuser ' +
    'createbuckets collectstatic'
  ).split(' '),
);

/** What is known of a service before it is a container. */
export interface JobEvidence {
  readonly entrypoint: Value<Command>;
  readonly command: Value<Command>;
  readonly restart: Value<string>;
}

/** Names of the services that others wait for until they have ended. */
export function completedServices(services: readonly Service[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const service of services) {
    for (const { cursor } of layersAt(service, 'depends_on')) {
      for (const entry of cursor.entries()) {
        const condition = resolvedText(entry.cursor.at('condition'));
        if (condition === 'service_completed_successfully') names.add(entry.name);
      }
    }
  }
  return names;
}

/**
 * True for a service that runs to its end: others wait for that, its deploy mode says so, or it is not restarted and
 * its command or name speaks of a migration, a seed or a setup. Anything that publishes a port is none, and nothing that is
 * checked, unless it is a setup whose script comes to its end.
 */
export function isJob(service: Service, evidence: JobEvidence, completed: ReadonlySet<string>): boolean {
  if (completed.has(service.name)) return true;
  const mode = pick(service, ['deploy', 'mode'], readText);
  if (mode.state === 'set') return mode.value.endsWith('-job');
  const { restart, entrypoint, command } = evidence;
  // A setup that says at its end that it is done may be checked while it works.
  const isDone = namesJob(service.name) && (endsInRemark(entrypoint) || endsInRemark(command));
  if (isPresent(service, 'ports') || isPresent(service, 'expose')) return false;
  if (isPresent(service, 'healthcheck') && !isDone) return false;
  if (restart.state === 'opaque') return false;
  if (restart.state === 'set' && restart.value !== 'no' && !restart.value.startsWith('on-failure')) return false;
  const isCommanded = entrypoint.state === 'set' || command.state === 'set';
  return (isCommanded && namesJob(service.name)) || endsInJob(entrypoint) || endsInJob(command);
}

function namesJob(name: string): boolean {
  return name.split(/[-_.]/).some((part) => jobWords.has(part.toLowerCase()));
}

/** True for a script whose last word goes to the log. */
function endsInRemark(command: Value<Command>): boolean {
  const commands = (command.state === 'set' ? command.value.script?.commands : undefined) ?? [];
  const last = commands.find(({ position }) => position.last && !position.background && !position.repeated);
  return commands.length > 1 && (last?.name === 'echo' || last?.name === 'printf');
}

/** True when the last program of a command is told to do such work: `manage.py migrate`, `rake db:seed`. */
function endsInJob(command: Value<Command>): boolean {
  if (command.state !== 'set') return false;
  const { script, words } = command.value;
  const last = script ? script.commands.find(({ position }) => position.last && !position.background) : undefined;
  const ran: readonly Word[] = script ? (last?.words ?? []) : words;
  // The program itself is not looked at: `/init` and `setup` start servers as well.
  return ran.slice(1, 5).some(({ text }) => jobWords.has(text.slice(text.lastIndexOf(':') + 1).toLowerCase()));
}
