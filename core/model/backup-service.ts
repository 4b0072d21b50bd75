import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import type { Database } from './backup.js';
import { type DumpPlan, planDump } from './backup-script.js';
import type { Document } from './document.js';
import { writeAt } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/** Seconds between two dumps, and before another try when one has failed. */
const day = 86_400;
const minute = 60;

/**
 * Adds a service that dumps a database of a Compose file once a day onto a volume of its own, and declares the volume.
 * It gets the login of the database as that is written: variables, files of variables, secrets.
 */
export function addBackupService(document: Document, database: Database): Fix {
  const { container, mount } = database;
  const { root, container: all } = document;
  const { name, workload } = container;
  const service = `${name}-backup`;
  const spec = workload?.spec;
  const plan = planDump(document, database, name);
  const image = spec?.at('image').scalar;
  const isTaken = all.some((other) => other.name === service);
  if (!root || !spec || !plan || !image || isTaken || spec.at('network_mode').kind !== 'missing') return undefined;
  const environment = environmentOf(spec, plan);
  const networks = networksOf(spec.at('networks'));
  const copied = ['env_file', 'secrets', 'logging'].flatMap((field) => {
    const value = spec.at(field).plain();
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  if (environment === undefined || networks === undefined) return undefined;
  const value: Plain = {
    image,
    restart: 'unless-stopped',
    // The shell sleeps most of the time and is stopped at once by an init only.
    init: true,
    command: ['sh', '-c', loop(plan).replaceAll('$', () => '$$')],
    ...(Object.keys(environment).length > 0 ? { environment } : {}),
    ...Object.fromEntries(copied),
    ...(networks.length > 0 ? { networks } : {}),
    volumes: [`${service}:/backups`],
    deploy: { resources: { limits: { memory: '256M' } } },
  };
  const declared = root.at('volumes', service);
  if (declared.kind !== 'missing' || mount.source === service) return undefined;
  return together(writeAt(root.at('services', service), value), writeAt(declared, null));
}

function loop({ setup, dump }: DumpPlan): string {
  const lines = [
    ...(setup === '' ? [] : [setup]),
    'while true; do',
    `  until ${dump}; do sleep ${minute}; done`,
    `  sleep ${day}`,
    'done',
  ];
  return `${lines.join('\n')}\n`;
}

/** The variables of a plan as they are written, a reference and all; undefined where one is in a form we do not see. */
function environmentOf(spec: Cursor, { variables }: DumpPlan): Record<string, Plain> | undefined {
  const environment = spec.at('environment');
  const written = new Map<string, Plain>();
  for (const { name, cursor } of environment.entries()) {
    const text = cursor.scalar;
    if (text !== undefined || cursor.kind === 'null') written.set(name, text ?? null);
  }
  for (const item of environment.items()) {
    const text = item.scalar ?? '';
    const equals = text.indexOf('=');
    if (equals < 0) written.set(text, null);
    else written.set(text.slice(0, equals), text.slice(equals + 1));
  }
  const found: Record<string, Plain> = {};
  for (const { name } of variables) {
    const value = written.get(name);
    if (value === undefined) return undefined;
    found[name] = value;
  }
  return found;
}

/** Names of the networks; undefined where they cannot be read. Addresses and aliases are the database's own. */
function networksOf(networks: Cursor): readonly string[] | undefined {
  if (networks.kind === 'missing' || networks.kind === 'null') return [];
  if (networks.isOpen) return undefined;
  if (networks.kind === 'map') return networks.entries().map(({ name }) => name);
  const names = networks.items().map((item) => item.scalar);
  return names.every((name) => name !== undefined) ? names : undefined;
}
