import {
  type BoxProblem,
  maxBoxLinkMessageBytes,
  moveDeadlineMs,
  type RoomEvent,
} from '@parley/worker/contract/box-link.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { Timers } from '../timers.ts';
import { AppliedCommands } from './applied-commands.ts';
import { backoffMs } from './backoff.ts';
import { ClockWatch, clockErrorMs } from './clock.ts';
import { Drain } from './drain.ts';
import { EventOutbox } from './event-outbox.ts';
import { codeInBody, codeInReason, isSlow, isUnknown } from './link-refusal.ts';
import { type LinkEvent, type LinkState, linkTransitions, nextLinkState } from './link-state.ts';
import { type Condition, CpuMeter, countBySize, isMaterialChange } from './load.ts';
import { type BoxFacts, findProblems, leastFreeBytes } from './problems.ts';

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

const load = {
  participants: 3,
  rooms: 1,
  roomsInP2p: 1,
  roomsBySize: [0, 0, 1, 0, 0, 0],
  cpu: 0.3,
  consumers: 200,
  sendMbps: 40,
};
const calm: Condition = { load, problems: [] };
test.each<[Condition, boolean]>([
  [{ ...calm, load: { ...load, cpu: 0.39 } }, false],
  [{ ...calm, load: { ...load, cpu: 0.41 } }, true],
  [{ ...calm, load: { ...load, participants: 4 } }, true],
  [{ ...calm, load: { ...load, rooms: 2 } }, true],
  [{ ...calm, load: { ...load, roomsInP2p: 0 } }, true],
  [{ ...calm, load: { ...load, consumers: 219 } }, false],
  [{ ...calm, load: { ...load, consumers: 180 } }, true],
  [{ ...calm, load: { ...load, sendMbps: 43.9 } }, false],
  [{ ...calm, load: { ...load, sendMbps: 44 } }, true],
  [{ ...calm, problems: ['disk-full'] }, true],
])('load worth a message: %j → %s', (now, material) => {
  expect(isMaterialChange(calm, now)).toBe(material);
});

test('what hardly anything is to begin with is not worth a message for being more', () => {
  const idle = { ...calm, load: { ...load, consumers: 2, sendMbps: 0.1 } };
  expect(isMaterialChange(idle, { ...idle, load: { ...idle.load, consumers: 8, sendMbps: 0.9 } })).toBe(false);
});

test('rooms are counted by size', () => {
  expect(countBySize([0, 1, 2, 2, 3, 4, 5, 10, 11, 25, 26, 500])).toEqual([2, 2, 2, 2, 2, 2]);
});

test.each<[string, Partial<BoxFacts>, BoxProblem[]]>([
  ['nothing', {}, []],
  ['a disk that does not tell', { freeBytes: null }, []],
  ['no media worker', { healthyMediaWorkers: 0 }, ['media-workers-down']],
  ['a full disk', { freeBytes: leastFreeBytes - 1 }, ['disk-full']],
  [
    'everything',
    { healthyMediaWorkers: 0, clockIsWrong: true, freeBytes: 0 },
    ['media-workers-down', 'clock-wrong', 'disk-full'],
  ],
])('problems: %s', (_, facts, problems) => {
  expect(findProblems({ healthyMediaWorkers: 1, clockIsWrong: false, freeBytes: leastFreeBytes, ...facts })).toEqual(
    problems,
  );
});

const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
const dateMs = Date.parse(date);
test.each([
  ['right', 0, 100, 0],
  ['within the second that the header leaves open', 999, 1_100, 0],
  ['ahead', 30_000, 30_100, 29_001],
  ['behind', -30_000, -29_900, -29_900],
  ['a slow answer says little', -40_000, 40_000, 0],
])('clock: %s', (_, sent, received, errorMs) => {
  expect(clockErrorMs({ sentAtMs: dateMs + sent, receivedAtMs: dateMs + received, date })).toBe(errorMs);
});

test('an answer from a cache is as old as it says, and one without a date says nothing', () => {
  const at = { sentAtMs: dateMs + 60_000, receivedAtMs: dateMs + 60_050 };
  expect(clockErrorMs({ ...at, date, age: '60' })).toBe(0);
  expect(clockErrorMs({ ...at, date: null })).toBe(null);
  expect(clockErrorMs({ ...at, date: 'soon' })).toBe(null);
  const watch = new ClockWatch();
  watch.note({ sentAtMs: dateMs + 60_000, receivedAtMs: dateMs + 60_050, date });
  expect(watch.isWrong).toBe(true);
  watch.note({ ...at, date: null });
  expect(watch.isWrong).toBe(true);
  watch.note({ sentAtMs: dateMs + 20_000, receivedAtMs: dateMs + 20_050, date });
  expect(watch.isWrong).toBe(false);
});

test('a token for enrolment is not spent on what enrolling does not mend', () => {
  expect([isUnknown('box-unknown', 401), isUnknown('key-wrong', 401), isUnknown(null, 401)]).toEqual([
    true,
    true,
    true,
  ]);
  for (const code of ['clock-wrong', 'token-invalid', 'version-incompatible', 'not-as-enrolled'] as const)
    expect(isUnknown(code, 401)).toBe(false);
  expect([isUnknown(null, 503), isUnknown(null, null)]).toEqual([false, false]);
});

test('why a link was refused is read from the body of the answer, or the reason of the close', () => {
  expect(codeInBody('{"error":{"code":"key-wrong","message":"No."}}')).toBe('key-wrong');
  for (const body of ['', 'null', '{"error":{"code":"explode"}}', '<html>']) expect(codeInBody(body)).toBe(null);
  expect(codeInReason('version-incompatible: this Worker speaks 5')).toBe('version-incompatible');
  expect(codeInReason('clock-wrong')).toBe('clock-wrong');
  for (const reason of ['', 'newer link', 'box-closing']) expect(codeInReason(reason)).toBe(null);
  expect((['clock-wrong', 'version-incompatible', 'box-unknown', null] as const).map(isSlow)).toEqual([
    true,
    true,
    false,
    false,
  ]);
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

test('a clock that is set changes nothing about the share of CPU', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  let usedMs = 0;
  const meter = new CpuMeter(async () => {
    usedMs += 2_500;
    return new Map([[1, usedMs]]);
  });
  await meter.sample();
  for (const stepMs of [0, -3_600_000, 3_600_000]) {
    vi.advanceTimersByTime(5_000);
    vi.setSystemTime(Date.now() + stepMs);
    await meter.sample();
    expect(meter.share).toBe(0.5);
  }
});
