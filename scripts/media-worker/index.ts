export { ensureMediaWorker } from './ensure.ts';
