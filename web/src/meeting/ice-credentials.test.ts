import type { IceServer, SeatKey } from '@parley/worker/contract/meetings.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IceCredentials } from './ice-credentials.ts';

const seat: SeatKey = { id: 'seat-0001', secret: '1'.repeat(43) };
const relay = (username: string): IceServer => ({
  urls: ['turn:t.example.org'],
  username,
  credential: 'c',
  goodForSeconds: 600,
});
let answers: Response[] = [];
let asked = 0;

beforeEach(() => {
  answers = [];
  asked = 0;
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return answers.shift() ?? Response.json({ error: { code: 'internal', message: 'failed' } }, { status: 500 });
  });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A clock of its own: the one task that waits, and how long. */
function clock() {
  let waiting: { task: () => void; delayMs: number } | null = null;
  return {
    schedule: (task: () => void, delayMs: number) => {
      const mine = { task, delayMs };
      waiting = mine;
      return () => {
        if (waiting === mine) waiting = null;
      };
    },
    waits: () => waiting?.delayMs ?? null,
    ring: () => {
      const { task } = waiting ?? { task: () => undefined };
      waiting = null;
      task();
    },
  };
}

test('they are replaced at half of their life, for connections that begin later', async () => {
  const { schedule, waits, ring } = clock();
  const credentials = new IceCredentials('abc-defg-hjk', schedule);
  credentials.admitted(seat, [relay('first')]);
  expect(waits()).toBe(300_000);
  answers = [Response.json({ iceServers: [relay('second')] })];
  ring();
  await vi.waitFor(() => expect(credentials.servers[0]?.username).toBe('second'));
  expect(waits()).toBe(300_000);
});

test('what cannot be asked now is asked again, and the old ones stay', async () => {
  const { schedule, waits, ring } = clock();
  const credentials = new IceCredentials('abc-defg-hjk', schedule);
  credentials.admitted(seat, [relay('first')]);
  ring();
  await vi.waitFor(() => expect(waits()).toBe(30_000));
  expect(credentials.servers[0]?.username).toBe('first');
});

test('nothing is asked where nothing expires, nor after the end', async () => {
  const { schedule, waits, ring } = clock();
  const credentials = new IceCredentials('abc-defg-hjk', schedule);
  credentials.admitted(seat, [{ urls: ['stun:s.example.org'] }]);
  expect(waits()).toBeNull();
  credentials.admitted(seat, [relay('first')]);
  credentials.close();
  expect(waits()).toBeNull();
  answers = [Response.json({ iceServers: [relay('second')] })];
  ring();
  expect(await credentials.fresh()).toHaveLength(1);
  expect(waits()).toBeNull();
  expect(asked).toBe(1);
});
