import { defineConfig } from 'vitest/config';

// One file at a time: two cores carry one meeting of four browsers, not two.
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['e2e/the-system.ts'],
  },
});
