// `npm run bench`: prepares what a bench needs, then runs bench/main.ts with the same arguments.
import { runInBrowsers } from '../run-in-browsers.ts';

await runInBrowsers('bench/main.ts');
