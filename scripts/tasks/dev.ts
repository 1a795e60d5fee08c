import { runLocal } from '../local/run-local.ts';
import { runTask } from '../run-task.ts';

await runTask((args) => runLocal('dev', args));
