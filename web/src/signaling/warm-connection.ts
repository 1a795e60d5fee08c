import { connection as settings } from '@parley/sfu/contract/version.ts';
import { Manager } from 'socket.io-client';

/** A WebSocket that is being opened while the Worker is still asked: it carries no name and no token until it is claimed. */
let warm: { boxUrl: string; manager: Manager } | null = null;

/** Begins to connect to the box that will most likely serve the meeting. */
export function warmConnection(boxUrl: string): void {
  if (warm?.boxUrl === boxUrl) return;
  coolConnection();
  const manager = makeManager(boxUrl);
  warm = { boxUrl, manager };
  manager.open();
}

/** Gives up what was begun: the way does not lead there, or not yet. */
export function coolConnection(): void {
  warm?.manager.reconnection(false);
  warm?.manager._close();
  warm = null;
}

/** The connection begun for this box, or a new one. */
export function claimConnection(boxUrl: string): Manager {
  if (warm?.boxUrl !== boxUrl) {
    coolConnection();
    return makeManager(boxUrl);
  }
  const { manager } = warm;
  warm = null;
  return manager;
}

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
