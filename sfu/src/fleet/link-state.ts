/** The box link's life. `greeting`: the socket is open and hello is sent; `up`: the Worker answered welcome. */
export type LinkState = 'down' | 'greeting' | 'up' | 'closed';
export type LinkEvent = 'opened' | 'welcomed' | 'lost' | 'close';

/** State × event → next state; null where the event means nothing. */
export const linkTransitions = {
  down: { opened: 'greeting', welcomed: null, lost: 'down', close: 'closed' },
  greeting: { opened: null, welcomed: 'up', lost: 'down', close: 'closed' },
  up: { opened: null, welcomed: null, lost: 'down', close: 'closed' },
  closed: { opened: null, welcomed: null, lost: null, close: null },
} as const satisfies Record<LinkState, Record<LinkEvent, LinkState | null>>;

export function nextLinkState(state: LinkState, event: LinkEvent): LinkState | null {
  return linkTransitions[state][event];
}
