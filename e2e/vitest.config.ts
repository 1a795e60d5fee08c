import { defineConfig } from 'vitest/config';

/** Tests about pages, words and rights: they measure nothing, and may run beside other checks. All others want the machine for themselves. */
const pages = [
  'accessibility',
  'around-meetings',
  'devices',
  'lighthouse',
  'lobby',
  'no-powers',
  'operate',
  'powers',
  'refusals',
  'sign-in',
  'start-and-stop',
  'talk',
].map((name) => `e2e/${name}.test.ts`);
const all = 'e2e/**/*.test.ts';
/** `npm test` runs both lanes, one after the other; without one, all files run. */
const lane = process.env.PARLEY_E2E;

// One file at a time: two cores carry one meeting of four browsers, not two.
export default defineConfig({
  test: {
    name: 'e2e',
    include: lane === 'pages' ? pages : [all],
    exclude: lane === 'media' ? pages : [],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Browsers on a machine that other checks use too: a stumble is tried once more, and `npm test` names it at its end.
    retry: 1,
    globalSetup: ['e2e/the-system.ts'],
  },
});
