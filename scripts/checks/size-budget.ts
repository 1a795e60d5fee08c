import type { Check } from './check.ts';
import { measureWeb, webBudgetKb } from './web-size.ts';

/** Fails when home or the meeting loads more JavaScript than its budget. */
export function sizeBudget(root: string, buildWeb: () => Promise<void>): Check {
  return {
    name: 'size',
    title: 'Size of the web client',
    run: async () => {
      await buildWeb();
      const sizes = measureWeb(root);
      const over = Object.entries(webBudgetKb).filter(([page, budget]) => sizes[page as keyof typeof sizes] > budget);
      for (const [page, budget] of Object.entries(webBudgetKb)) {
        console.log(
          `  ${page}: ${sizes[page as keyof typeof sizes].toFixed(1)} KB of JavaScript, gzipped; at most ${budget}`,
        );
      }
      return { passed: 2 - over.length, failed: over.length, skipped: [] };
    },
  };
}
