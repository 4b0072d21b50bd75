import type { Steps } from '../core/steps.js';
import { openAhead } from './project.js';
import { inSlices } from './scheduler.js';
import { documentAt, isInStep, projectOf, type Session, sync } from './session.js';

/** In UTF-16 code units: what is longer is read and checked in slices, between which messages are handled. */
const long = 32_768;

export const isLong = (text: string): boolean => text.length > long;

/** True for an open document that is read and checked in slices. */
export function isLongDocument(session: Session, path: string): boolean {
  return session.settings.enable && isLong(documentAt(session, path)?.getText() ?? '');
}

/**
 * Brings the engine in step with an open document in slices, and, where it is wanted, has it checked. False when the text
 * has changed in between, or the document was closed: nobody has seen anything of it then.
 */
export async function ahead(session: Session, path: string, wanted: 'read' | 'checked'): Promise<boolean> {
  const text = documentAt(session, path)?.getText();
  if (text === undefined) return false;
  const isRead = await shared(session, 'read', path, text, () => readSteps(session, path));
  if (!isRead || wanted === 'read') return isRead;
  return shared(session, 'check', path, text, () => projectOf(session, path).workspace.checkAhead(path));
}

/** True while the newest text of a document is being read. */
export function isReading(session: Session, path: string): boolean {
  const running = session.ahead.get(`read ${path}`);
  return running !== undefined && running.text === documentAt(session, path)?.getText();
}

/** Who asks for what is being done waits for the same work. */
function shared(
  session: Session,
  what: 'read' | 'check',
  path: string,
  text: string,
  steps: () => Steps<void>,
): Promise<boolean> {
  const name = `${what} ${path}`;
  const running = session.ahead.get(name);
  if (running?.text === text) return running.done;
  const done = inSlices(
    steps(),
    () => documentAt(session, path)?.getText() !== text,
    (milliseconds) => session.spent.set(path, (session.spent.get(path) ?? 0) + milliseconds),
  ).finally(() => {
    if (session.ahead.get(name)?.done === done) session.ahead.delete(name);
  });
  session.ahead.set(name, { text, done });
  return done;
}

/** Reads an open document; the engine has it when they are done. */
export function* readSteps(session: Session, path: string): Steps<void> {
  const document = documentAt(session, path);
  if (document === undefined || isInStep(session, document)) return;
  const text = document.getText();
  yield* openAhead(projectOf(session, path), path, text);
  // Whoever closes or changes it meanwhile hands in the text that counts.
  if (documentAt(session, path)?.getText() === text) sync(session, document);
}
