/**
 * Servers that npm installs as programs, with the package each comes with, and that serve in the very process that is
 * started. Those that start a child (`nest`, `nuxt`, `cross-env`) gain nothing from taking the place of npm.
 * Sources: the `bin` fields of the packages in the npm registry, as of August 2026.
 */
export const serverPackages: ReadonlyMap<string, string> = new Map([
  ['next', 'next'],
  ['fastify', 'fastify-cli'],
  ['serve', 'serve'],
  ['http-server', 'http-server'],
  ['remix-serve', '@remix-run/serve'],
  ['react-router-serve', '@react-router/serve'],
]);
