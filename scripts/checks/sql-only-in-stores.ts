import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check } from './check.ts';

const sql = /\.prepare\(|\.sql\.exec\(|\.exec\(\s*['"`]\s*(select|insert|update|delete|create)\b/i;

/** Import rules cannot see a query, so this looks for one: SQL lives only in the Worker's `*-store.ts`. */
export function sqlOnlyInStores(root: string): Check {
  return {
    name: 'imports',
    title: 'SQL only in stores',
    run: async () => {
      const files = globSync('worker/src/**/*.ts', { cwd: root }).filter((file) => !/(-store|\.test)\.ts$/.test(file));
      const strays = files.filter((file) => sql.test(readFileSync(path.join(root, file), 'utf8')));
      for (const file of strays) console.log(`${file}: SQL belongs in a *-store.ts`);
      return { passed: strays.length ? 0 : 1, failed: strays.length ? 1 : 0, skipped: [] };
    },
  };
}
