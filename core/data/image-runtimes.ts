import { entry, type ImageContents, server } from './image-entry.js';

/** A language image of Docker: full on buildpack-deps, `slim` on Debian, `alpine` on Alpine. */
const language = { '': 'buildpack', slim: 'debian', alpine: 'alpine' } as const;

/** Distributions and language runtimes. See `image-contents.ts` for the sources. */
export const runtimes: readonly ImageContents[] = [
  entry('alpine', { role: 'os', user: 'root', bases: { '': 'alpine' } }),
  entry('busybox', { role: 'os', user: 'root', bases: { '': 'busybox' } }),
  entry('debian', { role: 'os', user: 'root', bases: { '': 'debian', slim: 'debian' } }),
  entry('ubuntu', { role: 'os', user: 'root', bases: { '': 'ubuntu' } }),
  entry('amazonlinux public.ecr.aws/amazonlinux/amazonlinux', {
    role: 'os',
    user: 'root',
    bases: { '': 'amazonlinux' },
  }),
  entry('fedora rockylinux almalinux centos oraclelinux', { role: 'os', user: 'root' }),
  entry('buildpack-deps', { role: 'os', user: 'root', bases: { '': 'buildpack' } }),
  entry('scratch', { role: 'os', user: 'root', bases: { '': 'bare' } }),

  entry('node', {
    family: 'node',
    role: 'runtime',
    user: 'root',
    spareUser: 'node',
    bases: language,
    tools: 'node npm npx yarn',
    handlesTerm: false,
  }),
  entry('python', {
    family: 'python',
    role: 'runtime',
    user: 'root',
    bases: language,
    tools: 'python python3 pip',
    handlesTerm: false,
  }),
  entry('ruby', {
    family: 'ruby',
    role: 'runtime',
    user: 'root',
    bases: language,
    tools: 'ruby gem bundle',
    // Its interpreter turns the signal into an exception.
    handlesTerm: true,
  }),
  entry('golang', {
    family: 'go',
    role: 'runtime',
    user: 'root',
    bases: { '': 'buildpack', alpine: 'alpine' },
    tools: 'go',
    handlesTerm: true,
  }),
  entry('rust', {
    family: 'rust',
    role: 'runtime',
    user: 'root',
    bases: language,
    tools: 'cargo rustc',
    handlesTerm: false,
  }),
  entry('perl', { family: 'perl', role: 'runtime', user: 'root', bases: language, tools: 'perl', handlesTerm: false }),
  entry('elixir erlang', {
    family: 'beam',
    role: 'runtime',
    user: 'root',
    bases: language,
    tools: 'erl',
    handlesTerm: true,
  }),
  // php-fpm and Apache have their own signals; the command line has none. curl stays in every variant.
  entry('php', {
    family: 'php',
    role: 'runtime',
    user: 'root',
    spareUser: 'www-data',
    bases: server,
    tools: 'php curl',
  }),
  // https://github.com/adoptium/containers: the Ubuntu images install curl and wget
  entry('eclipse-temurin', {
    family: 'jvm',
    role: 'runtime',
    user: 'root',
    bases: { '': 'ubuntu', alpine: 'alpine' },
    tools: 'java',
    handlesTerm: true,
  }),
  // https://github.com/corretto/corretto-docker
  entry('amazoncorretto public.ecr.aws/amazoncorretto/amazoncorretto', {
    family: 'jvm',
    role: 'runtime',
    user: 'root',
    bases: { '': 'amazonlinux', alpine: 'alpine' },
    tools: 'java',
    handlesTerm: true,
  }),
  entry('openjdk', {
    family: 'jvm',
    role: 'runtime',
    user: 'root',
    bases: { alpine: 'alpine' },
    tools: 'java',
    handlesTerm: true,
  }),
  entry('tomcat', { family: 'jvm', role: 'web', user: 'root', ports: [8080], tools: 'java', handlesTerm: true }),
  entry('maven gradle', { family: 'jvm', role: 'runtime', tools: 'java' }),
  // https://github.com/dotnet/dotnet-docker: curl and wget are in the SDK only; chiseled images have no shell
  entry('mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/runtime-deps', {
    family: 'dotnet',
    role: 'runtime',
    user: 'root',
    bases: { '': 'debian', slim: 'debian', alpine: 'alpine', chiseled: 'bare' },
    tools: 'dotnet',
    handlesTerm: true,
  }),
  entry('mcr.microsoft.com/dotnet/sdk', {
    family: 'dotnet',
    role: 'runtime',
    user: 'root',
    bases: { '': 'debian', slim: 'debian', alpine: 'alpine' },
    tools: 'dotnet curl wget',
    handlesTerm: true,
  }),
];
