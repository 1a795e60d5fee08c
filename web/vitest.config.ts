import { defineConfig } from 'vitest/config';

/** Plain modules only: what needs a browser is tested in e2e/. */
export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'web', include: ['src/**/*.test.ts'], environment: 'node', isolate: false },
});
