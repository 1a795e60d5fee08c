// `npm run chaos`: prepares what it needs, then runs e2e/chaos/main.ts with the same arguments.
import { runInBrowsers } from '../run-in-browsers.ts';

await runInBrowsers('e2e/chaos/main.ts');
