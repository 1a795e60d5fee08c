import path from 'node:path';
import type { LocalBox } from './config.ts';
import { hostForUrl } from './config.ts';
import { makeBoxFilter } from './output.ts';
import { type Service, startService } from './service.ts';
import type { LocalSystem } from './system.ts';

/** Where browsers reach the box. */
export function boxPublicUrl({ config, lan, origin }: LocalSystem, box: LocalBox): string {
  if (lan !== undefined) return `${origin}/box/${config.boxes.indexOf(box) + 1}`;
  return `http://${hostForUrl(config.host)}:${box.port}`;
}

/** The settings that a box reads from its environment; docs/operate.md describes each. */
export function boxEnv(system: LocalSystem, box: LocalBox, enrolmentToken?: string): Record<string, string> {
  const { config, lan, origin, secrets } = system;
  const mediaAddresses = config.mediaAddresses ?? lan?.address;

  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    // Under the name that join tokens carry as their issuer.
    PARLEY_WORKER_URL: origin,
    ALLOWED_ORIGINS: origin,
    BOX_ID: box.id,
    BOX_REGION: 'local',
    BOX_LISTEN_HOST: boxListenHost(system),
    BOX_PORT: String(box.port),
    BOX_PUBLIC_URL: boxPublicUrl(system, box),
    BOX_DATA_DIR: box.dataDir,
    MEDIA_PORT: String(box.mediaPort),
    MEDIA_WORKERS: String(config.mediaWorkersPerBox),
    MEDIASOUP_WORKER_BIN: system.mediaWorker,
    ...(system.sendBatching !== null && { SEND_BATCHING_LIBRARY: system.sendBatching }),
    METRICS_TOKEN: secrets.METRICS_TOKEN,
    ...(mediaAddresses && { MEDIA_LISTEN_ADDRESSES: mediaAddresses, MEDIA_ANNOUNCED_ADDRESSES: mediaAddresses }),
    ...(enrolmentToken && { BOX_ENROLMENT_TOKEN: enrolmentToken }),
    // With --lan the Worker is reached through our own proxy, whose certificate only this authority vouches for.
    ...(lan && { NODE_EXTRA_CA_CERTS: lan.certificates.caFile }),
  };
}

function boxListenHost({ config, lan }: LocalSystem): string {
  // With --lan the proxy stands in front; "localhost" could be either loopback address, and must be one.
  return lan !== undefined || config.host === 'localhost' ? '127.0.0.1' : config.host;
}

/** @param enrolmentToken for a box that the Worker does not know yet */
export function startBox(system: LocalSystem, box: LocalBox, enrolmentToken?: string): Service {
  const { config } = system;

  return startService({
    name: box.id,
    cwd: config.root,
    args: [path.join('sfu', 'src', 'main.ts')],
    env: boxEnv(system, box, enrolmentToken),
    // SIGTERM would let it wait for its meetings to move to another box: here all of them end.
    stopSignal: 'SIGINT',
    onLine: system.print(makeBoxFilter(box.id, config.verbose, system.isStarting)),
  });
}
