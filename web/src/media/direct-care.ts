/**
 * What to do about a direct connection that does not come about, or breaks: a table. `anew`: a new connection in its place, which
 * is for meetings that know no other way.
 */
export type DirectCareState = 'connecting' | 'connected' | 'shaky' | 'restarting' | 'broken';
export type DirectCareEvent = 'connected' | 'disconnected' | 'failed' | 'patienceOver';
type DirectCareAction = 'restart-ice' | 'report-not-connected' | 'report-lost' | 'anew';
type Step = { to: DirectCareState; action?: DirectCareAction };

/** How long each state may last before `patienceOver`, in milliseconds; those without may last for ever. */
export const carePatienceMs: Partial<Record<DirectCareState, number>> = {
  // Long, for a busy machine negotiates slowly, and waiting costs nothing: what played before plays on.
  connecting: 10_000,
  shaky: 2_500,
  restarting: 3_000,
  broken: 4_000,
};

const table: Record<DirectCareState, Partial<Record<DirectCareEvent, Step>>> = {
  connecting: {
    connected: { to: 'connected' },
    failed: { to: 'broken', action: 'report-not-connected' },
    patienceOver: { to: 'broken', action: 'report-not-connected' },
  },
  connected: {
    disconnected: { to: 'shaky' },
    failed: { to: 'restarting', action: 'restart-ice' },
  },
  shaky: {
    connected: { to: 'connected' },
    failed: { to: 'restarting', action: 'restart-ice' },
    patienceOver: { to: 'restarting', action: 'restart-ice' },
  },
  restarting: {
    connected: { to: 'connected' },
    patienceOver: { to: 'broken', action: 'report-lost' },
  },
  broken: {
    connected: { to: 'connected' },
    patienceOver: { to: 'broken', action: 'anew' },
  },
};

export function nextCare(state: DirectCareState, event: DirectCareEvent): Step {
  return table[state][event] ?? { to: state };
}
