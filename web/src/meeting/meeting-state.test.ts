import { describe, expect, test } from 'vitest';
import { type MeetingEvent, type MeetingState, nextState, showsStage } from './meeting-state.ts';

const states: { [N in MeetingState['name']]: Extract<MeetingState, { name: N }> } = {
  previewing: { name: 'previewing' },
  asking: { name: 'asking' },
  waiting: { name: 'waiting', reason: 'lobby' },
  connecting: { name: 'connecting' },
  joined: { name: 'joined' },
  reconnecting: { name: 'reconnecting', sinceMs: 1 },
  left: { name: 'left', reason: 'left' },
  failed: { name: 'failed', problem: 'no-box' },
};
const events: { [T in MeetingEvent['type']]: Extract<MeetingEvent, { type: T }> } = {
  ask: { type: 'ask' },
  wait: { type: 'wait', reason: 'no-host' },
  admitted: { type: 'admitted' },
  joined: { type: 'joined' },
  connectionLost: { type: 'connectionLost', atMs: 7 },
  leave: { type: 'leave', reason: 'removed' },
  fail: { type: 'fail', problem: 'meeting-full' },
  comeBack: { type: 'comeBack' },
};

/** Every pair that changes the state; all others must leave it as it is. */
const expected: Record<MeetingState['name'], Partial<Record<MeetingEvent['type'], MeetingState['name']>>> = {
  previewing: { ask: 'asking', fail: 'failed' },
  asking: { wait: 'waiting', admitted: 'connecting', leave: 'left', fail: 'failed', comeBack: 'previewing' },
  waiting: {
    wait: 'waiting',
    admitted: 'connecting',
    leave: 'left',
    fail: 'failed',
    comeBack: 'previewing',
  },
  connecting: {
    joined: 'joined',
    connectionLost: 'reconnecting',
    leave: 'left',
    fail: 'failed',
    comeBack: 'previewing',
  },
  joined: { connectionLost: 'reconnecting', leave: 'left', fail: 'failed' },
  reconnecting: { joined: 'joined', wait: 'waiting', leave: 'left', fail: 'failed' },
  left: { ask: 'asking', comeBack: 'previewing' },
  failed: { ask: 'asking', comeBack: 'previewing' },
};

describe('every state × event', () => {
  for (const state of Object.values(states)) {
    for (const event of Object.values(events)) {
      const name = expected[state.name][event.type];
      test(`${state.name} + ${event.type} → ${name ?? 'unchanged'}`, () => {
        const next = nextState(state, event);
        if (name) expect(next.name).toBe(name);
        else expect(next).toBe(state);
      });
    }
  }
});

test('ends and waiting carry their reason, a lost connection its time', () => {
  expect(nextState(states.joined, events.leave)).toEqual({ name: 'left', reason: 'removed' });
  expect(nextState(states.asking, events.fail)).toEqual({ name: 'failed', problem: 'meeting-full' });
  expect(nextState(states.waiting, events.wait)).toEqual({ name: 'waiting', reason: 'no-host' });
  expect(nextState(states.joined, events.connectionLost)).toEqual({ name: 'reconnecting', sinceMs: 7 });
});

test('the stage stands from the admission on, also while reconnecting', () => {
  const onStage = Object.values(states).filter(showsStage);
  expect(onStage.map(({ name }) => name)).toEqual(['connecting', 'joined', 'reconnecting']);
});
