import { expect, test } from 'vitest';
import { nextPhase, type PhaseEvent, phases } from './live-meeting-state.ts';

const events: PhaseEvent[] = ['host-admitted', 'guest-admitted', 'emptied', 'ended', 'deleted'];

test('every phase answers every event', () => {
  const walked = phases.map((phase) =>
    events.map((event) => {
      const next = nextPhase(phase, event);
      return typeof next === 'string' ? next : `refused: ${next.refused}`;
    }),
  );
  expect(walked).toEqual([
    ['live', 'live', 'idle', 'ended', 'deleted'],
    ['live', 'live', 'idle', 'ended', 'deleted'],
    ['live', 'refused: meeting-ended', 'ended', 'ended', 'deleted'],
    [
      'refused: meeting-deleted',
      'refused: meeting-deleted',
      'deleted',
      'refused: meeting-deleted',
      'refused: meeting-deleted',
    ],
  ]);
});
