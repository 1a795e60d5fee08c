/** A room's life: `opening` until its media are ready; `empty` for a grace, so that a reload does not tear it down. */
export type RoomState = 'opening' | 'open' | 'empty' | 'closed';
export type RoomStateEvent = 'media-ready' | 'peer-came' | 'last-peer-left' | 'grace-over' | 'close';

/** State × event → next state; null where the event means nothing. */
const roomTransitions = {
  opening: {
    'media-ready': 'open',
    'peer-came': 'opening',
    'last-peer-left': 'empty',
    'grace-over': null,
    close: 'closed',
  },
  open: { 'media-ready': 'open', 'peer-came': 'open', 'last-peer-left': 'empty', 'grace-over': null, close: 'closed' },
  empty: {
    'media-ready': 'empty',
    'peer-came': 'open',
    'last-peer-left': 'empty',
    'grace-over': 'closed',
    close: 'closed',
  },
  closed: { 'media-ready': null, 'peer-came': null, 'last-peer-left': null, 'grace-over': null, close: null },
} as const satisfies Record<RoomState, Record<RoomStateEvent, RoomState | null>>;

export function nextRoomState(state: RoomState, event: RoomStateEvent): RoomState | null {
  return roomTransitions[state][event];
}
