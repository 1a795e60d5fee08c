import type { PathHealth } from './path.ts';

const order: readonly PathHealth[] = ['failed', 'disconnected', 'connecting', 'new', 'connected'];

/** How a path does that has several connections: as the worst of them; one that nothing needs yet does not count. */
export function worstHealth(...states: readonly RTCPeerConnectionState[]): PathHealth {
  const needed: PathHealth[] = states
    .filter((state) => state !== 'new')
    .map((state) => (state === 'closed' ? 'failed' : state));
  return order.find((health) => needed.includes(health)) ?? 'new';
}
