import path from 'node:path';

/** The client's own direct connection as a script of its own, for a page that holds both of its ends. */
export default {
  root: import.meta.dirname,
  logLevel: 'error',
  build: {
    outDir: path.join(import.meta.dirname, '..', 'out', 'at-once'),
    lib: { entry: path.join(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
  },
};
