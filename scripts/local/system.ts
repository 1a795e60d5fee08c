import type { LanCertificates } from '../lan/index.ts';
import type { LocalConfig } from './config.ts';
import type { LineFilter } from './output.ts';
import type { DevelopmentSecrets } from './secrets.ts';

/** When stopping, programs complain about each other's end: nobody needs to read that. */
export type SystemPhase = 'starting' | 'ready' | 'stopping';

/** What the parts of a running local system share. */
export interface LocalSystem {
  readonly config: LocalConfig;
  readonly secrets: DevelopmentSecrets;
  /** What people open. */
  readonly origin: string;
  /** Where the Worker listens; behind --lan's proxy another place than people see. */
  readonly workerListen: { readonly host: string; readonly port: number };
  /** Address of this machine on its network, with --lan only. */
  readonly lan?: { readonly address: string; readonly certificates: LanCertificates };
  /** Path of the mediasoup-worker executable. */
  readonly mediaWorker: string;
  /** Batches its sends; null where there is none. */
  readonly sendBatching: string | null;
  /** Prints what the filter lets through, except while stopping. */
  print(filter: LineFilter): (line: string) => void;
  readonly isStarting: () => boolean;
  enter(phase: SystemPhase): void;
}

/** How this machine reaches the Worker, whatever it is called outside. */
export function workerUrl({ workerListen }: Pick<LocalSystem, 'workerListen'>): string {
  const host = workerListen.host.includes(':') ? `[${workerListen.host}]` : workerListen.host;
  return `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${workerListen.port}`;
}
