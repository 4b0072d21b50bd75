import type { ShellCommand } from '../shell/script.js';
import { baseName } from '../shell/wrapper.js';
import type { ReadInstruction } from './dockerfile-instruction.js';

/** How a package manager is told to install, and which options take the next word. */
interface Manager {
  readonly verbs: readonly string[];
  readonly valued: readonly string[];
  /** Only with one of these, as `npm install` without it installs into the project. */
  readonly needs?: readonly string[];
}

const debian: Manager = { verbs: ['install'], valued: ['-t', '--target-release', '-o', '-c'] };
const redhat: Manager = { verbs: ['install', 'localinstall', 'reinstall'], valued: ['--setopt', '--repo', '-c'] };
const node: Manager = { verbs: ['install', 'i', 'add'], valued: ['--registry', '--prefix'], needs: ['-g', '--global'] };
const python: Manager = { verbs: ['install'], valued: ['-r', '-c', '-i', '--index-url', '-t', '--target', '--prefix'] };

const managers: ReadonlyMap<string, Manager> = new Map<string, Manager>([
  ['apt-get', debian],
  ['apt', debian],
  ['aptitude', debian],
  ['apk', { verbs: ['add'], valued: ['-t', '--virtual', '-X', '--repository', '-p', '--root'] }],
  ['yum', redhat],
  ['dnf', redhat],
  ['dnf5', redhat],
  ['microdnf', redhat],
  ['tdnf', redhat],
  ['zypper', { verbs: ['install', 'in'], valued: ['-r', '--repo'] }],
  ['pacman', { verbs: ['-S', '-Sy', '-Syu', '-Syyu'], valued: [] }],
  ['pip', python],
  ['pip3', python],
  ['pipx', python],
  ['npm', node],
  ['pnpm', node],
  ['yarn', { verbs: ['add'], valued: [], needs: ['global'] }],
  ['gem', { verbs: ['install'], valued: ['-v', '--version'] }],
  ['go', { verbs: ['install'], valued: ['-ldflags', '-tags'] }],
  ['cargo', { verbs: ['install'], valued: ['--version', '--git', '--root', '--features'] }],
  ['brew', { verbs: ['install'], valued: [] }],
  ['conda', { verbs: ['install'], valued: ['-c', '--channel', '-n', '--name'] }],
]);

/** Packages whose programs have other names. Source: the file lists of the distributions' packages. */
const programs: ReadonlyMap<string, readonly string[]> = new Map([
  ['netcat', ['nc', 'netcat']],
  ['netcat-openbsd', ['nc', 'netcat']],
  ['netcat-traditional', ['nc', 'netcat']],
  ['nmap-ncat', ['nc', 'ncat']],
  ['iproute2', ['ip', 'ss']],
  ['iputils-ping', ['ping']],
  ['iputils', ['ping']],
  ['net-tools', ['netstat', 'ifconfig']],
  ['procps', ['ps', 'pgrep', 'pkill', 'top', 'free']],
  ['procps-ng', ['ps', 'pgrep', 'pkill', 'top', 'free']],
  ['postgresql-client', ['psql', 'pg_isready']],
  ['redis-tools', ['redis-cli']],
  ['redis', ['redis-cli', 'redis-server']],
  ['default-mysql-client', ['mysql', 'mysqladmin']],
  ['mysql-client', ['mysql', 'mysqladmin']],
  ['mariadb-client', ['mysql', 'mysqladmin', 'mariadb', 'mariadb-admin']],
  ['dnsutils', ['dig', 'nslookup']],
  ['bind-tools', ['dig', 'nslookup']],
  ['python3', ['python3']],
  ['nodejs', ['node', 'npm']],
  ['busybox-extras', ['telnet', 'httpd']],
]);

/** Folders on the usual PATH, and those that images put there. */
const programFolder = /(?:^|\/)s?bin\/?$/;

/** Programs that a stage installs or copies, with those below it; in lower case. What it removes again is taken out. */
export function readInstalled(
  instructions: readonly ReadInstruction[],
  below: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const found = new Set<string>(below);
  /** Packages that were given a name of their own, as `apk add --virtual .build-deps` does. */
  const groups = new Map<string, readonly string[]>();
  for (const { model } of instructions) {
    if (model.keyword === 'COPY' || model.keyword === 'ADD') {
      for (const program of copied(model.words.map(({ text }) => text))) found.add(program.toLowerCase());
    }
    /** What apt installs in this step, and whether it was told that nobody asked for any of it. */
    const own: string[] = [];
    let isAuto = false;
    for (const command of model.script?.commands ?? []) {
      const words = command.words.map(({ text }) => text.toLowerCase());
      const group = /^(?:-t|--virtual)$/;
      const names = installedBy(command).map((program) => program.toLowerCase());
      const named = command.name === 'apk' ? words[words.findIndex((word) => group.test(word)) + 1] : undefined;
      if (named !== undefined && names.length > 0) groups.set(named, names);
      for (const program of names) found.add(program);
      if (command.name === 'apt-get' || command.name === 'apt') own.push(...names);
      isAuto ||= command.name === 'apt-mark' && words[1] === 'auto' && words.includes('.*');
      if (isAuto && isCleaning(command.name, words)) for (const program of own) found.delete(program);
      for (const program of removedBy(words)) {
        for (const each of groups.get(program) ?? [program]) found.delete(each);
      }
    }
  }
  found.delete('');
  return found;
}

/** `apt-get purge --auto-remove`, `apt-get autoremove`: takes away what is marked as not asked for. */
function isCleaning(name: string | undefined, words: readonly string[]): boolean {
  const isApt = name === 'apt-get' || name === 'apt';
  return isApt && (words.includes('autoremove') || words.includes('--auto-remove') || words.includes('--autoremove'));
}

function removedBy(words: readonly string[]): readonly string[] {
  const verb = words.findIndex((word) => ['remove', 'purge', 'del', 'erase', 'autoremove'].includes(word));
  if (verb < 1 || !managers.has(baseName(words[0] ?? ''))) return [];
  return words.slice(verb + 1).flatMap((word) => (word.startsWith('-') ? [] : [word, ...(programs.get(word) ?? [])]));
}

function copied(words: readonly string[]): readonly string[] {
  const target = words[words.length - 1] ?? '';
  const sources = words.slice(0, -1);
  if (programFolder.test(target)) return sources.map(baseName);
  return programFolder.test(target.slice(0, target.lastIndexOf('/') + 1))
    ? [baseName(target), ...sources.map(baseName)]
    : [];
}

function installedBy(command: ShellCommand): readonly string[] {
  const { name = '' } = command;
  const words = command.words.map(({ text }) => text);
  if (/^python[\d.]*$/.test(name) && words[1] === '-m' && words[2] === 'pip') return installed(python, words.slice(2));
  const manager = managers.get(/^pip[\d.]+$/.test(name) ? 'pip' : name);
  if (manager) return installed(manager, words);
  if (name === 'ln' || name === 'mv' || name === 'cp' || name === 'install') {
    return copied(words.slice(1).filter((word) => !word.startsWith('-')));
  }
  if (name === 'curl' || name === 'wget') return downloaded(words);
  return [];
}

function installed({ verbs, valued, needs }: Manager, words: readonly string[]): readonly string[] {
  const verb = words.findIndex((word, index) => index > 0 && verbs.includes(word));
  if (verb < 0 || (needs && !words.some((word) => needs.includes(word)))) return [];
  const names: string[] = [];
  for (let index = verb + 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('-')) {
      if (valued.includes(word)) index++;
      continue;
    }
    // A version follows `=`, `~`, `<`, `>` or a later `@`; what remains may be a path, as with `go install`.
    const bare = /^@?[^=~<>@:]+/.exec(word)?.[0] ?? word;
    const program = baseName(bare);
    names.push(bare, program, ...(programs.get(program) ?? versioned(program)));
  }
  return names;
}

/** `postgresql-client-16` and `python3.12` bring what the name without the version does. */
function versioned(name: string): readonly string[] {
  const plain = /^(.*[^\d.])?[\d.]+$/.exec(name)?.[1]?.replace(/-$/, '') ?? name;
  return plain === name ? [] : (programs.get(plain) ?? []);
}

function downloaded(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const isOutput = /^-[A-Za-z]*[oO]$/.test(word) || word === '--output' || word === '--output-document';
    const path = isOutput ? (words[index + 1] ?? '') : /^--output(?:-document)?=(.*)$/.exec(word)?.[1];
    return path && programFolder.test(path.slice(0, path.lastIndexOf('/') + 1)) ? [baseName(path)] : [];
  });
}
