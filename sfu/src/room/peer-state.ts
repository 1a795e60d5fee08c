/**
 * A peer's life. `connected`: its socket is in, but it has not joined, and nobody sees it; `joined`: a participant;
 * `suspended`: a participant whose socket is lost; `left`: the end, with a leave reason.
 */
export type PeerState = 'connected' | 'joined' | 'suspended' | 'left';
export type PeerEvent = 'join' | 'socket-lost' | 'socket-attached' | 'leave';

/** State × event → next state; null where the event is refused. A socket lost before joining may come back until the deadline. */
const peerTransitions = {
  connected: { join: 'joined', 'socket-lost': 'connected', 'socket-attached': 'connected', leave: 'left' },
  joined: { join: null, 'socket-lost': 'suspended', 'socket-attached': 'joined', leave: 'left' },
  suspended: { join: null, 'socket-lost': 'suspended', 'socket-attached': 'joined', leave: 'left' },
  left: { join: null, 'socket-lost': null, 'socket-attached': null, leave: null },
} as const satisfies Record<PeerState, Record<PeerEvent, PeerState | null>>;

export function nextPeerState(state: PeerState, event: PeerEvent): PeerState | null {
  return peerTransitions[state][event];
}
