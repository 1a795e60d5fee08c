import { describe, expect, test } from 'vitest';
import { type DirectCareEvent, type DirectCareState, nextCare } from './direct-care.ts';

const events: DirectCareEvent[] = ['connected', 'disconnected', 'failed', 'patienceOver'];
const expected: Record<DirectCareState, [string, string, string, string]> = {
  connecting: ['connected', 'connecting', 'broken report-not-connected', 'broken report-not-connected'],
  connected: ['connected', 'shaky', 'restarting restart-ice', 'connected'],
  shaky: ['connected', 'shaky', 'restarting restart-ice', 'restarting restart-ice'],
  restarting: ['connected', 'restarting', 'restarting', 'broken report-lost'],
  broken: ['connected', 'broken', 'broken', 'broken anew'],
};

describe('every state × event', () => {
  for (const [state, outcomes] of Object.entries(expected))
    test.each(events.map((event, index) => [event, outcomes[index]]))(`${state} + %s → %s`, (event, outcome) => {
      const { to, action } = nextCare(state as DirectCareState, event as DirectCareEvent);
      expect([to, action].filter(Boolean).join(' ')).toBe(outcome);
    });
});
