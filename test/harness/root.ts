declare global {
  interface ImportMeta {
    /** The folder of the project, written in by the bundler of the tests. */
    readonly root: string;
  }
}

/** The folder of the project. */
export const root = import.meta.root;
