import { parentPort, workerData } from 'node:worker_threads';
import { type Line, serve } from './crew/hand.js';
import type { Start } from './crew/messages.js';
import { product } from './product.js';

if (parentPort !== null) serve(parentPort as Line, workerData as Start, product);
