import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { type Figures, percentile, round } from '../figures.ts';
import { Crowd } from './crowd.ts';
import { RealBox } from './real-box.ts';

const rounds = 5;
const rooms = 100;
const roomSize = 10;
const largeRooms = [50, 200] as const;
const joinsAtATime = 64;
/** Each of a thousand does something every ten seconds. */
const steadyPerSecond = 100;
const steadyMs = 10_000;
const rushAtATime = 64;
const rushMs = 3_000;
/** What is still on its way arrives, and what is told with a delay is told. */
const settleMs = 700;

/** A thousand people in a hundred rooms, and what one of them costs. */
export const signalingBench: Bench = {
  title: 'Signaling: 1,000 participants in 100 rooms on one box',
  expected: {
    'signaling.cpu_us_per_join': { atMost: 4_000 },
    'signaling.joins_per_s': { atLeast: 150 },
    'signaling.notices_per_s': { atLeast: 8_000 },
    'signaling.kb_per_connection': { atMost: 150 },
    'signaling.event_loop_delay_ms.p99': { atMost: 20 },
    'signaling.roster_change_bytes.n10': { atMost: 500 },
    'signaling.roster_change_bytes.n50': { atMost: 500 },
    'signaling.roster_change_bytes.n200': { atMost: 500 },
  },
  run: async () => {
    const kept: Figures[] = [];
    let dropped = 0;
    for (let index = 0; index < rounds; index += 1) {
      const { figures, received } = await oneRound();
      const isKept = received > 0.98 && received < 1.02;
      console.log(`round ${index + 1}${isKept ? '' : ` dropped, ${received} received`}`, JSON.stringify(figures));
      if (isKept) kept.push(figures);
      else dropped += 1;
    }
    return { ...medians(kept), 'signaling.rounds_dropped': dropped };
  },
};

/** `received`: the share of what was to be told that was. */
async function oneRound(): Promise<{ figures: Figures; received: number }> {
  const box = await RealBox.start();
  const crowd = new Crowd(box.place);
  try {
    // What is compiled or made once is no cost of a thousand.
    await crowd.join(await box.tickets(meetingId(0), roomSize), roomSize);
    const joined = await joinAll(box, crowd);
    const steady = await talkSteadily(box, crowd);
    const rush = await talkALot(box, crowd);
    const large = await changeOne(box, crowd);
    const received = Math.min(steady.received, rush.received);
    return { figures: { ...joined, ...steady.figures, ...rush.figures, ...large }, received };
  } finally {
    crowd.end();
    await box.stop();
  }
}

async function joinAll(box: RealBox, crowd: Crowd): Promise<Figures> {
  const tickets = [];
  for (let room = 1; room <= rooms; room += 1) tickets.push(...(await box.tickets(meetingId(room), roomSize)));
  const before = { ...(await box.look()), ...box.spent() };
  const tookMs = await crowd.join(tickets, joinsAtATime);
  const spent = box.spent();
  const after = await box.look();
  const each = (seconds: number) => round((seconds * 1e6) / tickets.length);
  return {
    'signaling.joins_per_s': round((tickets.length * 1_000) / tookMs),
    'signaling.cpu_us_per_join': each(spent.box - before.box),
    'signaling.media_worker_us_per_join': each(spent.mediaWorker - before.mediaWorker),
    'signaling.kb_per_connection': round((after.residentBytes - before.residentBytes) / 1_000 / tickets.length),
    'signaling.burst.event_loop_delay_ms.p99': round(after.loopDelayP99Ms),
    'signaling.burst.event_loop_delay_ms.max': round(after.loopDelayMaxMs),
  };
}

async function talkSteadily(box: RealBox, crowd: Crowd): Promise<{ figures: Figures; received: number }> {
  await pause(settleMs);
  await crowd.count();
  await box.look();
  const requests = await crowd.toggle(steadyPerSecond, steadyMs);
  const { loopDelayP99Ms, loopDelayMaxMs } = await box.look();
  await pause(settleMs);
  const { rosterChanges } = await crowd.count();
  return {
    figures: {
      'signaling.event_loop_delay_ms.p99': round(loopDelayP99Ms),
      'signaling.event_loop_delay_ms.max': round(loopDelayMaxMs),
    },
    received: rosterChanges / (requests * (roomSize - 1)),
  };
}

async function talkALot(box: RealBox, crowd: Crowd): Promise<{ figures: Figures; received: number }> {
  const before = box.spent();
  const { requests, ms } = await crowd.rush(rushAtATime, rushMs);
  await pause(settleMs);
  const spent = box.spent().box - before.box;
  const { rosterChanges } = await crowd.count();
  return {
    figures: {
      'signaling.notices_per_s': round((rosterChanges * 1_000) / ms),
      'signaling.cpu_us_per_notice': round((spent * 1e6) / rosterChanges),
    },
    received: rosterChanges / (requests * (roomSize - 1)),
  };
}

/** What one change tells each of the others, in rooms of several sizes. */
async function changeOne(box: RealBox, crowd: Crowd): Promise<Figures> {
  const figures: Figures = {};
  const sizes = [
    [roomSize, meetingId(1)] as const,
    ...largeRooms.map((size) => [size, meetingId(1_000 + size)] as const),
  ];
  for (const [size, room] of sizes) {
    if (size > roomSize) {
      const before = box.spent();
      await crowd.join(await box.tickets(room, size), joinsAtATime);
      await pause(settleMs);
      figures[`signaling.n${size}.cpu_us_per_join`] = round(((box.spent().box - before.box) * 1e6) / size);
    }
    await crowd.count(room);
    await crowd.toggleOne(room);
    await pause(settleMs);
    const { bytes, people, rosterChanges } = await crowd.count(room);
    // The one who did it has only the answer.
    if (rosterChanges !== people - 1) throw new Error(`${rosterChanges} of ${people - 1} were told.`);
    figures[`signaling.roster_change_bytes.n${size}`] = round(bytes / (people - 1));
  }
  return figures;
}

function meetingId(index: number): string {
  const letter = (place: number) => 'abcdefghjk'[Math.floor(index / 10 ** place) % 10];
  return `abc-${[3, 2, 1, 0].map(letter).join('')}-abc`;
}

function medians(kept: readonly Figures[]): Figures {
  const keys = Object.keys(kept[0] ?? {});
  return Object.fromEntries(
    keys.flatMap((key) => {
      const samples = kept.map((figures) => figures[key] ?? 0);
      return [
        [key, percentile(samples, 50)],
        [`${key}.spread`, round(Math.max(...samples) - Math.min(...samples))],
      ];
    }),
  );
}
