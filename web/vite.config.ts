import { cloudflare } from '@cloudflare/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';

/** Chunks that the green room fetches for the click on *Join*. */
const neededAtTheClick = ['room-code', 'InMeeting'];

/**
 * Development (`serve`): one origin with hot reload for web, Worker, Durable Objects and D1.
 * Build: a plain static site in `dist`, which the Worker serves by its assets binding.
 */
export default defineConfig(({ command }) => {
  const developing = command === 'serve' && !process.env.VITEST;
  return {
    root: import.meta.dirname,
    plugins: [solid(), compiledAhead(), ...(developing ? [workerBeside()] : [])],
    ...(developing ? { define: { __LOCAL_DELIVERY__: 'true' } } : {}),
    server: {
      host: process.env.PARLEY_HOST ?? 'localhost',
      port: Number(process.env.PARLEY_PORT ?? 5173),
      strictPort: true,
    },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // What loads what: the size budget reads it; .assetsignore keeps it from being served.
      manifest: true,
      target: 'es2022',
      // Fonts and icons stay files: the content security policy knows no inlined ones.
      assetsInlineLimit: 0,
    },
  };
});

function workerBeside() {
  const statePath = process.env.PARLEY_STATE;
  return cloudflare({
    configPath: '../wrangler.toml',
    ...(statePath ? { persistState: { path: statePath } } : {}),
  });
}

/** Has V8 compile every function while the script loads, beside the page, instead of each when it is first called: after the click. */
function compiledAhead(): Plugin {
  return {
    name: 'compiled-ahead',
    generateBundle: {
      // V8 reads the comment at the very beginning only.
      order: 'post',
      handler(_options, bundle) {
        for (const name of neededAtTheClick) {
          const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === name);
          if (chunk?.type !== 'chunk') this.error(`There is no chunk "${name}" to be compiled ahead.`);
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
        }
      },
    },
  };
}
