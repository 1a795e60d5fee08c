import { maxBoxLinkMessageBytes, moveDeadlineMs, type RoomEvent } from '@parley/worker/contract/box-link.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { Timers } from '../timers.ts';
import { AppliedCommands } from './applied-commands.ts';
import { backoffMs } from './backoff.ts';
import { Drain } from './drain.ts';
import { EventOutbox } from './event-outbox.ts';
import { type LinkEvent, type LinkState, linkTransitions, nextLinkState } from './link-state.ts';
import { CpuMeter, isMaterialChange } from './load.ts';

afterEach(() => void vi.useRealTimers());

const expected: Record<LinkState, Record<LinkEvent, LinkState | null>> = {
  down: { opened: 'greeting', welcomed: null, lost: 'down', close: 'closed' },
  greeting: { opened: null, welcomed: 'up', lost: 'down', close: 'closed' },
  up: { opened: null, welcomed: null, lost: 'down', close: 'closed' },
  closed: { opened: null, welcomed: null, lost: null, close: null },
};
test.each(
  Object.entries(linkTransitions).flatMap(([state, events]) =>
    Object.keys(events).map((event) => [state as LinkState, event as LinkEvent] as const),
  ),
)('link: %s × %s', (state, event) => {
  expect(nextLinkState(state, event)).toBe(expected[state][event]);
});

test('the pause before a new attempt doubles up to 10 s, and is spread over its upper half', () => {
  expect([0, 1, 2, 5, 6, 20].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    250, 500, 1000, 8000, 10_000, 10_000,
  ]);
  expect([0, 20].map((attempt) => backoffMs(attempt, () => 0))).toEqual([125, 5000]);
});

const event = (atMs: number): RoomEvent => ({
  type: 'participant-joined',
  meetingId: 'abc-defg-hjk',
  placement: 1,
  participantId: 'participant-1',
  atMs,
});

test('events are batched, numbered, and kept until acked', () => {
  const outbox = new EventOutbox();
  expect(outbox.next()).toBe(null);
  outbox.add(event(1));
  outbox.add(event(2));
  expect(outbox.next()).toMatchObject({ seq: 1, events: [{ atMs: 1 }, { atMs: 2 }] });
  outbox.add(event(3));
  expect(outbox.next()).toMatchObject({ seq: 2, events: [{ atMs: 3 }] });
  outbox.acked(1);
  expect(outbox.unacked().map(({ seq }) => seq)).toEqual([2]);
  outbox.acked(2);
  expect(outbox.size).toBe(0);
});

test('a message holds at most 1000 events, and the outbox is bounded', () => {
  const outbox = new EventOutbox();
  for (let atMs = 0; atMs < 25_000; atMs += 1) outbox.add(event(atMs));
  expect(outbox.size).toBe(20_000);
  expect(outbox.next()?.events).toHaveLength(1000);
});

test('a message of long chat messages stays below what the link carries', () => {
  const outbox = new EventOutbox();
  const message = {
    id: 'message-1',
    seq: 1,
    participantId: 'participant-1',
    name: 'Anna',
    role: 'guest' as const,
    to: null,
    file: null,
    text: '漢'.repeat(2_000),
    atMs: 1,
  };
  for (let count = 0; count < 1_000; count += 1)
    outbox.add({ type: 'chat', meetingId: 'abc-defg-hjk', placement: 1, message });
  let sent = 0;
  for (let batch = outbox.next(); batch; batch = outbox.next()) {
    expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(maxBoxLinkMessageBytes);
    sent += batch.events.length;
  }
  expect(sent).toBe(1_000);
});

/** How long a drain waits, in seconds: `emptyAtMs` is when everybody has gone, `linkedAtMs` when the link is up. */
async function drainFor(emptyAtMs: number, linkedAtMs: number): Promise<number> {
  vi.useFakeTimers();
  const startedAtMs = Date.now();
  const passedMs = () => Date.now() - startedAtMs;
  const link = {
    get linked() {
      return passedMs() >= linkedAtMs;
    },
    drain: () => {},
  };
  const drained = new Drain({ link, timers: new Timers(), occupied: () => passedMs() < emptyAtMs }).run();
  let tookMs = Number.NaN;
  void drained.then(() => {
    tookMs = passedMs();
  });
  await vi.advanceTimersByTimeAsync(60_000);
  return Math.round(tookMs / 1_000);
}
test.each([
  ['nobody there', 0, 0, 0],
  ['all have gone', 9_000, 0, 9],
  ['some stay', 1e9, 0, moveDeadlineMs / 1_000 + 2],
  ['the Worker cannot be told', 1e9, 1e9, 3],
  ['the link comes back', 9_000, 2_000, 9],
])('a drain with %s', async (_, emptyAtMs, linkedAtMs, seconds) => {
  expect(await drainFor(emptyAtMs, linkedAtMs)).toBe(seconds);
});

test('a command is applied once, and answered the same each time', () => {
  const applied = new AppliedCommands();
  let times = 0;
  const apply = () => {
    times += 1;
    return times === 1;
  };
  expect([applied.once('a', apply), applied.once('a', apply), times]).toEqual([true, true, 1]);
});

const calm = { load: { participants: 3, rooms: 1, cpu: 0.3 }, healthy: true };
test.each([
  [{ ...calm, load: { ...calm.load, cpu: 0.39 } }, false],
  [{ ...calm, load: { ...calm.load, cpu: 0.41 } }, true],
  [{ ...calm, load: { ...calm.load, participants: 4 } }, true],
  [{ ...calm, load: { ...calm.load, rooms: 2 } }, true],
  [{ ...calm, healthy: false }, true],
])('load worth a message: %j → %s', (now, material) => {
  expect(isMaterialChange(calm, now)).toBe(material);
});

test('the CPU share is the busiest media worker’s', async () => {
  const samples = [
    new Map([[1, 100]]),
    new Map([
      [1, 400],
      [2, 9_000],
    ]),
    new Map([
      [1, 9_000],
      [2, 9_100],
    ]),
  ];
  const meter = new CpuMeter(async () => samples.shift() ?? new Map());
  await meter.sample(1_000);
  await meter.sample(2_000);
  expect(meter.share).toBe(0.3);
  await meter.sample(3_000);
  expect(meter.share).toBe(1);
});
