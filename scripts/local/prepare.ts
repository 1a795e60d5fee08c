import path from 'node:path';
import { ensureCertificates, findLanAddress } from '../lan/index.ts';
import { ensureMediaWorker } from '../media-worker/index.ts';
import { makeProgress } from '../progress.ts';
import { ensureSendBatching } from '../send-batching/index.ts';
import { buildWeb } from './build-web.ts';
import type { LocalConfig } from './config.ts';
import { ensureMigrations } from './migrations.ts';
import { checkPorts, findFreePort } from './ports.ts';
import { ensureSecrets } from './secrets.ts';
import type { LocalSystem, SystemPhase } from './system.ts';
import type { Timings } from './timings.ts';

/** `start` serves the built client; `dev` serves the sources and reloads what changes. */
export type LocalMode = 'start' | 'dev';

/**
 * Makes everything that the system needs before its first program starts. With nothing to do this takes a moment.
 *
 * @throws {SetupError} with the first thing that cannot be done
 */
export async function prepare(config: LocalConfig, mode: LocalMode, timings: Timings): Promise<LocalSystem> {
  const progress = makeProgress();
  const command = mode === 'dev' ? 'npm run dev' : 'npm start';

  await timings.measure('check ports', () => checkPorts(config, command));
  const mediaWorker = await timings.measure('media worker', () => ensureMediaWorker({ root: config.root, progress }));
  if (mode === 'start') await timings.measure('web build', () => buildWeb(config.root, progress));
  await timings.measure('database', () => ensureMigrations(config, progress));

  let phase: SystemPhase = 'starting';
  return {
    config,
    secrets: ensureSecrets(config.dataDir),
    mediaWorker,
    sendBatching: await ensureSendBatching(),
    ...(await timings.measure('addresses', () => describeAddresses(config))),
    print: (filter) => (line) => {
      const text = phase === 'stopping' ? undefined : filter(line);
      if (text !== undefined) console.log(text);
    },
    isStarting: () => phase === 'starting',
    enter(next) {
      phase = next;
    },
  };
}

async function describeAddresses(config: LocalConfig): Promise<Pick<LocalSystem, 'origin' | 'workerListen' | 'lan'>> {
  if (!config.lan) return { origin: config.origin, workerListen: { host: config.host, port: config.port } };

  const address = await findLanAddress();
  const certificates = await ensureCertificates(path.join(config.dataDir, 'lan'), address);
  return {
    origin: `https://${address}:${config.port}`,
    workerListen: { host: '127.0.0.1', port: await findFreePort() },
    lan: { address, certificates },
  };
}
