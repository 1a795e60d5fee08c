// `npm run deploy`: from what terraform made to a service that runs, and to its next version.
import path from 'node:path';
import { runDeploy } from '../deploy/run-deploy.ts';
import { runTask } from '../run-task.ts';

await runTask((args) => runDeploy(path.resolve(import.meta.dirname, '../..'), args));
