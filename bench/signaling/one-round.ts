import { setTimeout as pause } from 'node:timers/promises';
import type { Figures } from '../figures.ts';
import type { Sample } from '../rounds.ts';
import { BareServer } from './bare.ts';
import { Crowd } from './crowd.ts';
import { RealBox } from './real-box.ts';

const rooms = 100;
const roomSize = 10;
const largeRooms = [50, 200] as const;
const joinsAtATime = 64;
/** Each of a thousand does something every ten seconds. */
const steadyPerSecond = 100;
const steadyMs = 10_000;
/** As quick as answers come; not so long that the box would call it too quick. */
const rush = { atATime: 64, forMs: 3_000 };
/** What is still on its way arrives, and what is told with a delay is told. */
const settleMs = 700;

/** A box of our own: a hundred rooms of ten come in, live quietly, make haste; then two large rooms. */
export async function roundOfBox(): Promise<Sample> {
  const box = await RealBox.start();
  const crowd = new Crowd(box.place);
  try {
    // What is compiled or made once is no cost of a thousand.
    await crowd.join(await box.tickets(meetingId(0), roomSize), roomSize);
    const joined = await joinBox(box, crowd);
    const steady = await liveQuietly(box, crowd);
    const hurried = await hurry(crowd, () => box.spent().box);
    const large = await changeOne(box, crowd);
    const received = Math.min(steady.received, hurried.received);
    return { received, values: { ...hurried.values, ...joined, ...steady.values, ...large } };
  } finally {
    crowd.end();
    await box.stop();
  }
}

/** The same rooms on a server that does nothing but to pass on. */
export async function roundOfBareServer(): Promise<Sample> {
  const server = await BareServer.start();
  const crowd = new Crowd(server.place);
  try {
    await crowd.join(server.tickets(meetingId(0), roomSize), roomSize);
    const tickets = roomNames().flatMap((room) => server.tickets(room, roomSize));
    const before = server.spent();
    await crowd.join(tickets, joinsAtATime);
    const cpuUsPerJoin = ((server.spent() - before) * 1e6) / tickets.length;
    await pause(settleMs);
    await crowd.count();
    const { received, values } = await hurry(crowd, () => server.spent());
    return { received, values: { ...values, cpu_us_per_join: cpuUsPerJoin } };
  } finally {
    crowd.end();
    await server.stop();
  }
}

async function joinBox(box: RealBox, crowd: Crowd): Promise<Figures> {
  const tickets = (await Promise.all(roomNames().map((room) => box.tickets(room, roomSize)))).flat();
  const before = { ...(await box.look()), ...box.spent() };
  const tookMs = await crowd.join(tickets, joinsAtATime);
  const spent = box.spent();
  const after = await box.look();
  return {
    joins_per_s: (tickets.length * 1_000) / tookMs,
    cpu_us_per_join: ((spent.box - before.box) * 1e6) / tickets.length,
    media_worker_us_per_join: ((spent.mediaWorker - before.mediaWorker) * 1e6) / tickets.length,
    kb_per_connection: (after.residentBytes - before.residentBytes) / 1_000 / tickets.length,
    burst_delay_ms: after.loopDelayP99Ms,
  };
}

async function liveQuietly(box: RealBox, crowd: Crowd): Promise<Sample> {
  await pause(settleMs);
  await crowd.count();
  await box.look();
  const requests = await crowd.toggle(steadyPerSecond, steadyMs);
  const { loopDelayP99Ms } = await box.look();
  await pause(settleMs);
  const { rosterChanges } = await crowd.count();
  return { received: rosterChanges / (requests * (roomSize - 1)), values: { delay_ms: loopDelayP99Ms } };
}

async function hurry(crowd: Crowd, spent: () => number): Promise<Sample> {
  const before = spent();
  const { requests, ms } = await crowd.rush(rush.atATime, rush.forMs);
  await pause(settleMs);
  const seconds = spent() - before;
  const { rosterChanges } = await crowd.count();
  return {
    received: rosterChanges / (requests * (roomSize - 1)),
    values: { cpu_us_per_notice: (seconds * 1e6) / rosterChanges, notices_per_s: (rosterChanges * 1_000) / ms },
  };
}

/** What one change tells each of the others, in rooms of several sizes. */
async function changeOne(box: RealBox, crowd: Crowd): Promise<Figures> {
  const figures: Figures = {};
  const large = largeRooms.map((size) => [size, meetingId(1_000 + size)] as const);
  for (const [size, room] of [[roomSize, meetingId(1)] as const, ...large]) {
    if (size > roomSize) {
      const before = box.spent().box;
      await crowd.join(await box.tickets(room, size), joinsAtATime);
      await pause(settleMs);
      figures[`n${size}_cpu_us_per_join`] = ((box.spent().box - before) * 1e6) / size;
    }
    await crowd.count(room);
    await crowd.toggleOne(room);
    await pause(settleMs);
    const { bytes, people, rosterChanges } = await crowd.count(room);
    // The one who did it has only the answer.
    if (rosterChanges !== people - 1) throw new Error(`${rosterChanges} of ${people - 1} were told.`);
    figures[`n${size}_bytes`] = bytes / (people - 1);
  }
  return figures;
}

const roomNames = () => Array.from({ length: rooms }, (_, index) => meetingId(index + 1));

function meetingId(index: number): string {
  const letter = (place: number) => 'abcdefghjk'[Math.floor(index / 10 ** place) % 10];
  return `abc-${[3, 2, 1, 0].map(letter).join('')}-abc`;
}
