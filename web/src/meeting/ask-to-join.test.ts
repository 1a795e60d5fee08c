import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askToJoin } from './ask-to-join.ts';
import { readSeat, writeSeat } from './seat-store.ts';

const meetingId = 'abc-defg-hjk';
const seatOf = (number: number): SeatKey => ({ id: `seat-000${number}`, secret: String(number).repeat(43) });
const common = (number: number) => ({
  meeting: { id: meetingId, title: 'Algebra' },
  participant: { id: `participant-${number}`, name: 'Ada', role: 'guest' },
  seat: seatOf(number),
});
const waiting = (number: number) => ({ status: 'waiting', reason: 'lobby', ...common(number) });
const admitted = (number: number) => ({
  ...{ status: 'admitted', ...common(number), token: 'token', placement: 1, iceServers: [] },
  box: { id: 'box-1', url: 'https://box-1.parley.test' },
});

let answers: unknown[] = [];
let asked: { seat?: SeatKey }[] = [];
/** What the Worker says to each live socket once it said hello. */
let words: unknown[] = [];

class FakeSocket {
  static readonly OPEN = 1;
  readonly readyState = FakeSocket.OPEN;
  onopen: () => void = () => {};
  onmessage: (event: { data: string }) => void = () => {};

  constructor() {
    queueMicrotask(() => this.onopen());
  }

  send(): void {
    const word = words.shift();
    if (word) queueMicrotask(() => this.onmessage({ data: JSON.stringify(word) }));
  }

  close(): void {}
}

beforeEach(() => {
  const kept = new Map<string, string>();
  [answers, asked, words] = [[], [], []];
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('location', { origin: 'https://parley.test' });
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body));
    return Response.json(answers.shift());
  });
});
afterEach(() => void vi.unstubAllGlobals());

const onWaiting = () => {};
const ask = () => askToJoin({ meetingId, name: 'Ada', onWaiting, signal: new AbortController().signal });

test('who waits comes in with the same seat when they are admitted', async () => {
  answers = [waiting(1), admitted(1)];
  words = [{ type: 'admitted' }];
  expect(await ask()).toMatchObject({ status: 'admitted', seat: seatOf(1) });
  expect(asked.map(({ seat }) => seat)).toEqual([undefined, seatOf(1)]);
});

test('whose seat is forgotten while they wait asks anew, without it', async () => {
  writeSeat(sessionStorage, meetingId, seatOf(1));
  answers = [waiting(1), waiting(2), admitted(2)];
  words = [{ type: 'refused', code: 'seat-unknown' }, { type: 'admitted' }];
  expect(await ask()).toMatchObject({ status: 'admitted', seat: seatOf(2) });
  expect(asked.map(({ seat }) => seat)).toEqual([seatOf(1), undefined, seatOf(2)]);
  expect(readSeat(sessionStorage, meetingId)).toEqual(seatOf(2));
});

test('who is turned away hears of it', async () => {
  answers = [waiting(1)];
  words = [{ type: 'refused', code: 'denied' }];
  await expect(ask()).rejects.toMatchObject({ problem: 'denied' });
  expect(asked).toHaveLength(1);
});
