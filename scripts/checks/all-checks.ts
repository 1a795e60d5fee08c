import path from 'node:path';
import process from 'node:process';
import { buildWeb } from '../local/build-web.ts';
import { ensureMediaWorker } from '../media-worker/index.ts';
import {
  ensureChromium,
  ensureFirefox,
  ensureRedis,
  ensureSpeech,
  ensureTurnServer,
  tryNetworkTools,
  tryPromtool,
} from '../test-programs.ts';
import { type Check, program, suite } from './check.ts';
import { sizeBudget } from './size-budget.ts';
import { sqlOnlyInStores } from './sql-only-in-stores.ts';
import { terraformCheck } from './terraform.ts';

/** Every folder with a tsconfig of its own, and so its own set of types: no DOM in a box, no Node in the Worker. */
const typed = [
  'worker/contract',
  'sfu/contract',
  'worker',
  'worker/test/node',
  'sfu',
  'web',
  'scripts',
  'e2e',
  'bench',
];

async function programs(): Promise<NodeJS.ProcessEnv> {
  return {
    PARLEY_CHROMIUM: await ensureChromium(),
    PARLEY_FIREFOX: await ensureFirefox(),
    PARLEY_ESPEAK: await ensureSpeech(),
    PARLEY_TURNSERVER: await ensureTurnServer(),
    ...(await tryNetworkTools()),
  };
}

/** All parts of `npm test`, quickest first. */
export function allChecks(root: string): readonly Check[] {
  const bin = (module: string, file: string) => [process.execPath, path.join(root, 'node_modules', module, file)];
  // Got once: two checks at the same time must not install the same.
  let got: Promise<NodeJS.ProcessEnv> | undefined;
  // Built once: whoever builds it again takes it from under the pages that are open.
  let built: Promise<void> | undefined;
  const web = () => {
    built ??= buildWeb(root);
    return built;
  };
  const mediaWorker = async () => ({ MEDIASOUP_WORKER_BIN: await ensureMediaWorker({ root }) });
  const ofBox = async () => ({
    ...(await mediaWorker()),
    PARLEY_REDIS_SERVER: await ensureRedis(),
    ...(await tryPromtool()),
  });
  // What needs browsers as well is `npm run test:box`.
  const boxFiles = async () => ({ ...(await mediaWorker()), PARLEY_BOX_INSTALL: 'files' });
  const browsers = (lane: 'pages' | 'media') => async () => {
    await web();
    got ??= programs();
    return { ...(await mediaWorker()), ...(await got), PARLEY_E2E: lane };
  };

  return [
    program('format', 'Format and lint', root, [
      ...bin('@biomejs/biome', 'bin/biome'),
      'ci',
      '--error-on-warnings',
      '--reporter=summary',
      '.',
    ]),
    ...typed.map((folder) =>
      program('types', `Types of ${folder}`, root, [...bin('typescript-native', 'bin/tsc'), '-p', folder]),
    ),
    program('imports', 'Import rules', root, [
      ...bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      ...['worker', 'sfu', 'web', 'e2e', 'bench', 'scripts'],
    ]),
    sqlOnlyInStores(root),
    program('dead-code', 'Dead code', root, [...bin('knip', 'bin/knip.js'), '--no-config-hints']),
    terraformCheck(root),
    suite('scripts', 'Set-up scripts', root, 'scripts/vitest.config.ts'),
    suite('box-install', 'Release and installation of a box', root, 'e2e/box-install/vitest.config.ts', boxFiles),
    suite('bench', 'Benches, and that batching saves', root, 'bench/vitest.config.ts', mediaWorker),
    suite('web', 'Web, plain modules', root, 'web/vitest.config.ts'),
    sizeBudget(root, web),
    suite('worker', 'Worker, in workerd', root, 'worker/vitest.config.ts'),
    suite('sfu', 'Box, with a real media worker', root, 'sfu/vitest.config.ts', ofBox),
    suite('e2e', 'Pages and words, in real browsers', root, 'e2e/vitest.config.ts', browsers('pages'), 'beside'),
    suite('e2e', 'Media, in real browsers', root, 'e2e/vitest.config.ts', browsers('media'), 'alone'),
  ];
}
