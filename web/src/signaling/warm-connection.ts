import { connection as settings } from '@parley/sfu/contract/version.ts';
import { Manager } from 'socket.io-client';

/** Kept for so long; well below the time after which the box closes it, so that nobody claims one that is about to go. */
export const keptMs = settings.strangerPatienceMs - 5_000;

/** What of a connection matters before it has an owner. */
type Connection = Pick<Manager, '_close'> & {
  open(): unknown;
  /** Whether it comes back by itself. */
  reconnection(comesBack: boolean): unknown;
  on(event: 'error' | 'close', listener: () => void): unknown;
};

/** At most one connection that is open before it is known who comes: it carries no name and no token until it is claimed. */
export class WarmConnection<C extends Connection> {
  readonly #make: (boxUrl: string) => C;
  #warm: { boxUrl: string; connection: C; timer: ReturnType<typeof setTimeout> } | null = null;

  /** `make`: a connection that is not open yet and comes back by itself. */
  constructor(make: (boxUrl: string) => C) {
    this.#make = make;
  }

  /**
   * Begins to connect to the box that will most likely serve the meeting, because somebody is about to join. What is begun already
   * goes on; it comes to nothing when nobody joins soon.
   */
  warm(boxUrl: string): void {
    if (this.#warm?.boxUrl === boxUrl) return;
    this.cool();
    const connection = this.#make(boxUrl);
    connection.reconnection(false);
    const forget = () => this.#warm?.connection === connection && this.cool();
    this.#warm = { boxUrl, connection, timer: setTimeout(forget, keptMs) };
    connection.on('error', forget);
    connection.on('close', forget);
    connection.open();
  }

  /** Gives up what was begun: the way does not lead there, or not yet. */
  cool(): void {
    const begun = this.#take();
    begun?._close();
  }

  /** The connection begun for this box, or a new one. */
  claim(boxUrl: string): C {
    if (this.#warm?.boxUrl !== boxUrl) this.cool();
    const begun = this.#take();
    // From now on somebody needs it.
    begun?.reconnection(true);
    return begun ?? this.#make(boxUrl);
  }

  #take(): C | null {
    if (!this.#warm) return null;
    const { connection, timer } = this.#warm;
    clearTimeout(timer);
    this.#warm = null;
    return connection;
  }
}

const connections = new WarmConnection(makeManager);
export const warmConnection = (boxUrl: string): void => connections.warm(boxUrl);
export const coolConnection = (): void => connections.cool();
export const claimConnection = (boxUrl: string): Manager => connections.claim(boxUrl);

function makeManager(boxUrl: string): Manager {
  const { origin, path } = socketAddress(boxUrl);
  return new Manager(origin, {
    path,
    transports: ['websocket'],
    autoConnect: false,
    timeout: settings.connectTimeoutMs,
    reconnectionDelay: 150,
    reconnectionDelayMax: 2_000,
    randomizationFactor: 0.4,
  });
}

/** A box may live under a path of its origin (`https://host/box/1`): Socket.IO takes both apart. */
export function socketAddress(boxUrl: string): { origin: string; path: string } {
  const url = new URL(boxUrl);
  return { origin: url.origin, path: url.pathname.replace(/\/$/, '') + settings.path };
}
