import { defineConfig } from 'vitest/config';

/** `files`: what needs no browser, a part of `npm test`; without it everything, as `npm run test:box` runs it. */
const files = ['files', 'machine', 'certificates'].map((name) => `e2e/box-install/${name}.check.ts`);
export default defineConfig({
  test: {
    name: 'box-install',
    include: process.env.PARLEY_BOX_INSTALL === 'files' ? files : [...files, 'e2e/box-install/meeting.check.ts'],
    fileParallelism: false,
    globalSetup: ['e2e/box-install/the-release.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
