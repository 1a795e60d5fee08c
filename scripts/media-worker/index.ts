export { ensureMediaWorker, type MediaWorkerOptions } from './ensure.ts';
