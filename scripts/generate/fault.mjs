/** Something wrong in a source of what is generated; the message begins with its place, `path:line`. */
export class Fault extends Error {}

/** Prints faults as they are, without the stack that only a bug of a script needs. */
export function reportFaults() {
  process.on('uncaughtException', (error) => {
    console.error(error instanceof Fault ? error.message : error);
    process.exit(1);
  });
}
