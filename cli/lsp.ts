/** Starts the language server: its bundle stands beside ours and speaks over standard streams once it is loaded. */
export async function startServer(): Promise<void> {
  const bundle = new URL('../server/node.cjs', import.meta.url);
  await import(bundle.href);
}
