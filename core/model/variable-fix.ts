import type { Edit } from '../edit.js';
import type { Container } from './container.js';
import { appendTo, writeAt } from './yaml-fix.js';

/** Writes an environment variable of a service or a pod's container, in the form its others have. */
export function setVariable({ format, cursor, workload, variables }: Container, name: string, value: string) {
  const own = variables.find((each) => each.kind === 'env' && each.name === name);
  if (own?.value.state === 'set' && own.value.via === undefined) return own.value.hole.put(value);
  if (own !== undefined && own.value.state !== 'set') return undefined;
  if (format === 'kubernetes') return cursor && appendTo(cursor.at('env'), { name, value });
  return inEnvironment(workload, name, value);
}

function inEnvironment(workload: Container['workload'], name: string, value: string): readonly Edit[] | undefined {
  const environment = workload?.spec.at('environment');
  return environment?.kind === 'list'
    ? appendTo(environment, `${name}=${value}`)
    : environment && writeAt(environment.at(name), value);
}
