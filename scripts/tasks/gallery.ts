// `npm run gallery`: prepares what it needs, then runs e2e/gallery/main.ts with the same arguments.
import { runInBrowsers } from '../run-in-browsers.ts';

await runInBrowsers('e2e/gallery/main.ts');
