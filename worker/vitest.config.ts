import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;
const assets = `${here}/../web/dist`;
// The test runtime wants the built pages' directory to exist; no test looks into it.
if (!existsSync(assets)) {
  mkdirSync(assets, { recursive: true });
  writeFileSync(`${assets}/index.html`, '<!doctype html><title>Parley</title>\n');
}

const variables = {
  ENVIRONMENT: 'development',
  PARLEY_ORIGIN: 'https://parley.test',
  BETTER_AUTH_SECRET: 'test-only-sign-in-secret-0123456789abcdef',
  SIGNING_KEYS_SECRET: 'test-only-signing-keys-secret-0123456789',
  OPERATOR_KEY: 'test-only-operator-key-0123456789abcdef',
  HOSTS: 'example.org, grace@elsewhere.org',
  OPERATORS: 'root@operators.org',
  JOIN_RATE_PER_MINUTE: '100000',
  SIGN_IN_CODES_PER_10_MINUTES: '100',
};

// Bundled once instead of module by module for every test file: the sign-in library has about a thousand modules.
const bundled = {
  ssr: {
    enabled: true,
    rolldownOptions: { external: [/^node:/, /^cloudflare:/] },
    include: [
      'better-auth',
      'better-auth/api',
      'better-auth/plugins',
      '@better-auth/passkey',
      'jose',
      'zod/mini',
      'hono',
      'worker-mailer',
    ],
  },
};

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        root: here,
        define: { __LOCAL_DELIVERY__: 'true' },
        test: {
          name: 'worker-logic',
          isolate: false,
          include: ['src/**/*.test.ts', 'simulate/*.test.ts', 'test/node/*.test.ts'],
        },
      },
      {
        root: here,
        define: { __LOCAL_DELIVERY__: 'true' },
        test: {
          name: 'worker',
          include: ['test/*.test.ts'],
          globalSetup: 'test/node/listening-ports.ts',
          testTimeout: 40_000,
          // As with the browsers, which run beside it.
          retry: 1,
          deps: { optimizer: bundled },
        },
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: '../wrangler.toml' },
            miniflare: { bindings: { ...variables, MIGRATIONS: await readD1Migrations(`${here}/migrations`) } },
          })),
        ],
      },
    ],
  },
});
