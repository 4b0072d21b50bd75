import type { Text } from '../text.js';

/**
 * Images made for building: the program that comes out of them needs nothing of what they bring. Interpreters, whose
 * image is what runs the program, are none. As of August 2026. Source: the pages of the images on their registries.
 */
export const buildImages: ReadonlyMap<string, Text> = new Map([
  ['golang', { en: 'the Go toolchain', ru: 'инструменты Go' }],
  ['rust', { en: 'the Rust toolchain', ru: 'инструменты Rust' }],
  ['gcc', { en: 'the GNU compilers', ru: 'компиляторы GNU' }],
  ['haskell', { en: 'the Haskell toolchain', ru: 'инструменты Haskell' }],
  ['maven', { en: 'Maven and a JDK', ru: 'Maven и JDK' }],
  ['gradle', { en: 'Gradle and a JDK', ru: 'Gradle и JDK' }],
  ['sbtscala/scala-sbt', { en: 'sbt and a JDK', ru: 'sbt и JDK' }],
  ['buildpack-deps', { en: 'compilers and headers', ru: 'компиляторы и заголовки' }],
  ['mcr.microsoft.com/dotnet/sdk', { en: 'the .NET SDK', ru: '.NET SDK' }],
]);

/** Packages of the distributions that hold a compiler or all that goes with one; a version may follow the name. */
export const buildPackages: ReadonlySet<string> = new Set([
  ...['build-essential', 'gcc', 'g++', 'clang', 'llvm', 'cmake', 'gfortran', 'golang', 'golang-go', 'rustc', 'cargo'],
  ...['build-base', 'alpine-sdk', 'musl-dev', 'linux-headers', 'go', 'rust'],
  ...['gcc-c++', 'gcc-gfortran', 'development-tools', 'rust-toolset', 'go-toolset'],
  ...['maven', 'gradle', 'ant'],
]);
