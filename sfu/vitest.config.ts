import { defineConfig } from 'vitest/config';

/** Unit tests lie beside their source; `test/` meets a real media worker (MEDIASOUP_WORKER_BIN, or mediasoup's own). */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['src/**/*.test.ts', 'install/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 40_000,
    hookTimeout: 30_000,
    // Browsers run beside it: a stumble is tried once more, and `npm test` names it at its end.
    retry: 1,
    // Each test/ file runs boxes with media workers: two files at a time are what two cores carry.
    maxWorkers: 2,
  },
});
