export { ensureSendBatching } from './ensure.ts';
