import { availableParallelism } from 'node:os';
import path from 'node:path';
import { SetupError } from '../setup-error.ts';
import type { LocalArguments } from './arguments.ts';

/** One box of the local system. */
export interface LocalBox {
  readonly id: string;
  readonly port: number;
  /** Its first media port; each media worker takes one. */
  readonly mediaPort: number;
  readonly dataDir: string;
}

/** What `npm start` and `npm run dev` run, and where. */
export interface LocalConfig {
  readonly root: string;
  readonly dataDir: string;
  /** Host name or address that people's side listens on. */
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port as the browser shows them; --lan replaces it by the address on the network. */
  readonly origin: string;
  readonly boxes: readonly LocalBox[];
  readonly mediaWorkersPerBox: number;
  /** Undefined: the box decides. */
  readonly mediaAddresses: string | undefined;
  readonly lan: boolean;
  readonly verbose: boolean;
}

/** Between the first media ports of two boxes; also the most media workers that a local box gets. */
const MEDIA_PORTS_PER_BOX = 20;

/** @throws {SetupError} naming the variable that cannot be used */
export function readConfig(root: string, args: LocalArguments, env: NodeJS.ProcessEnv): LocalConfig {
  const dataDir = path.resolve(root, env.PARLEY_DATA || '.parley');
  const host = env.PARLEY_HOST || 'localhost';
  const port = readPort(env, 'PARLEY_PORT', 5173);
  const boxPort = readPort(env, 'PARLEY_BOX_PORT', 4400, args.boxes);
  const mediaPort = readPort(env, 'PARLEY_MEDIA_PORT', 44_400, args.boxes * MEDIA_PORTS_PER_BOX);

  return {
    root,
    dataDir,
    host,
    port,
    origin: readOrigin(env.PARLEY_ORIGIN) ?? `http://${hostForUrl(host)}:${port}`,
    boxes: Array.from({ length: args.boxes }, (_, index) => ({
      id: `box-${index + 1}`,
      port: boxPort + index,
      mediaPort: mediaPort + index * MEDIA_PORTS_PER_BOX,
      dataDir: path.join(dataDir, `box-${index + 1}`),
    })),
    mediaWorkersPerBox: Math.min(MEDIA_PORTS_PER_BOX, Math.max(1, Math.floor(availableParallelism() / args.boxes))),
    mediaAddresses: env.PARLEY_MEDIA_ADDRESSES || undefined,
    lan: args.lan,
    verbose: args.verbose,
  };
}

/** A host as it stands in a URL: "every address" becomes this machine's own name, IPv6 gets its brackets. */
export function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** @param count how many consecutive ports are needed from there */
function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number, count = 1): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;

  const port = Number(text);
  const last = 65_535 - (count - 1);
  if (Number.isInteger(port) && port >= 1 && port <= last) return port;
  throw new SetupError(`${name} must be a port number from 1 to ${last}, not "${text}".`);
}

function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;

  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new SetupError(`PARLEY_ORIGIN must be an address such as https://meet.example.org, not "${text}".`);
}
