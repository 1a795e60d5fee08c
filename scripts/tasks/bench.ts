// `npm run bench`: prepares what a bench needs, then hands over to bench/main.ts with the same arguments.
import path from 'node:path';
import process from 'node:process';
import { ensureChromium } from '../browsers.ts';
import { ensureMediaWorker } from '../media-worker/index.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
process.env.MEDIASOUP_WORKER_BIN = await ensureMediaWorker({ root });
process.env.PARLEY_CHROMIUM = await ensureChromium();
await import('../../bench/main.ts');
