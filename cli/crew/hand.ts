import { createChecker } from '../../core/checker.js';
import { yamlFormats } from '../../core/kinds/yaml-formats.js';
import type { Product } from '../io.js';
import { checkerOptions } from '../outlook.js';
import type { Answer, Opened, Order, Start } from './messages.js';
import { sharedText } from './texts.js';

/** What a thread needs of its end of the line. */
export interface Line {
  on(event: 'message', listener: (order: Order) => void): void;
  postMessage(answer: Answer): void;
}

/** A thread of a run: opens files and checks them as it is told, one after the other. */
export function serve(line: Line, start: Start, product: Product): void {
  const workspace = createChecker(checkerOptions(start.outlook, product), () => yamlFormats);
  const { shared } = workspace;
  shared.keepAwake(start.awake);
  const own = new Set<string>();
  for (const [path, text] of start.configs) workspace.open(path, text);
  for (const path of start.absent) workspace.absent(path);

  const open = (path: string, context: boolean, siblings: ReadonlySet<string>): Opened => {
    own.add(path);
    const text = sharedText(start.texts, path) ?? '';
    const detection = workspace.open(path, text, { context, surroundings: { siblings } });
    const refused = shared.refusals().find(([at]) => at === path)?.[1];
    return { detection, file: shared.ship(path), refused };
  };

  line.on('message', (order) => {
    switch (order.order) {
      case 'open':
        for (const { path, context, siblings } of order.files) {
          line.postMessage({ answer: 'opened', path, opened: open(path, context, siblings) });
        }
        return;
      case 'meet':
        for (const { file, text } of order.files) {
          if (!own.has(file.path)) shared.adopt(file, () => text ?? sharedText(start.texts, file.path) ?? '');
        }
        return;
      case 'know':
        for (const [path, reason] of order.refused) workspace.refuse(path, reason);
        for (const [path, contents] of order.contents) shared.acquaint(path, contents);
        return;
      case 'check':
        for (const path of order.paths) line.postMessage({ answer: 'judged', path, judged: shared.judge(path) });
        return;
    }
  });
  line.postMessage({ answer: 'ready' });
}
