import type { Sending, Source } from '@parley/sfu/contract/shapes.ts';
import { describe, expect, test } from 'vitest';
import type { Received } from './path.ts';
import type { ProofSample } from './proof.ts';
import { Switcher } from './switcher.ts';

const mic: Sending = { source: 'mic', muted: false };
const camera: Sending = { source: 'camera', muted: false };

/** A clock that is wound by hand, paths that are lists, and receivers whose counters grow only where something flows. */
function makeWorld() {
  let nowMs = 0;
  let tasks: { atMs: number; task: () => void }[] = [];
  const flowing = new Set<string>();
  /** Frames for each look, where it is not one. */
  const paces = new Map<string, number>();
  const connected = new Set<string>(['sfu', 'direct', 'sfu2']);
  const unwatched = new Set<string>();
  const counters = new Map<string, ProofSample>();
  const log: string[] = [];
  let reads = 0;
  const playing: Record<string, string[]> = {};
  const switcher = new Switcher(
    {
      read: async ({ id }) => {
        reads++;
        const before = counters.get(id) ?? {
          framesDecoded: 0,
          packetsReceived: 0,
          samplesReceived: 0,
          samplesMadeUp: 0,
        };
        const by = flowing.has(id) ? 1 : 0;
        const after = {
          framesDecoded: before.framesDecoded + by * (paces.get(id) ?? 1),
          packetsReceived: before.packetsReceived + by,
          samplesReceived: before.samplesReceived + by,
          samplesMadeUp: 0,
        };
        counters.set(id, after);
        return after;
      },
      selects: (pathId) => pathId.startsWith('sfu'),
      connected: (pathId) => connected.has(pathId),
      watched: (participantId, source) => !unwatched.has(`${participantId}:${source}`),
      schedule: (task, delayMs) => {
        const planned = { atMs: nowMs + delayMs, task };
        tasks.push(planned);
        return () => {
          tasks = tasks.filter((each) => each !== planned);
        };
      },
      nowMs: () => nowMs,
    },
    {
      onPlaying: (all) => {
        for (const key of Object.keys(playing)) delete playing[key];
        for (const each of all) playing[`${each.participantId}:${each.source}`] = each.streams.map(({ id }) => id);
      },
      onFlip: (participantId, source, pathId) => log.push(`${participantId}:${source} plays ${pathId}`),
      onFlipped: (participantId, pathId) => log.push(`${participantId} flipped to ${pathId}`),
      onUnproved: (participantId, pathId) => log.push(`${participantId} unproved on ${pathId}`),
    },
  );
  const advance = async (ms: number) => {
    const endMs = nowMs + ms;
    for (;;) {
      const due = tasks.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      tasks = tasks.filter((each) => each !== due);
      nowMs = Math.max(nowMs, due.atMs);
      due.task();
      for (let turn = 0; turn < 40; turn++) await Promise.resolve();
    }
    nowMs = endMs;
  };
  return { switcher, flowing, paces, connected, unwatched, log, playing, advance, reads: () => reads };
}

const stream = (pathId: string, participantId: string, source: Source): Received => ({
  id: `${pathId}/${participantId}/${source}`,
  participantId,
  source,
  track: { readyState: 'live' } as MediaStreamTrack,
  receiver: {} as RTCRtpReceiver,
});

/** Ben plays through the box, and a direct connection stands beside it. */
function bothWays(sending: Sending[] = [mic, camera]) {
  const world = makeWorld();
  const { switcher, log } = world;
  switcher.setRoster([{ id: 'ben', sending }]);
  const of = (pathId: string) => sending.map(({ source }) => stream(pathId, 'ben', source));
  switcher.want('ben', 'sfu', false);
  switcher.setReceived('sfu', of('sfu'));
  switcher.setReceived('direct', of('direct'));
  log.length = 0;
  return { ...world, of };
}

test('what plays stays until the wanted way is proved, each source flips alone, and the person is told of once', async () => {
  const { switcher, flowing, playing, log, advance } = bothWays();
  switcher.want('ben', 'direct', true);
  await advance(400);
  expect(playing['ben:camera']).toEqual(['sfu/ben/camera', 'direct/ben/camera']);
  flowing.add('direct/ben/mic');
  await advance(400);
  expect(log).toEqual(['ben:mic plays direct']);
  expect(playing['ben:camera']?.[0]).toBe('sfu/ben/camera');
  flowing.add('direct/ben/camera');
  await advance(400);
  expect(log).toEqual(['ben:mic plays direct', 'ben:camera plays direct', 'ben flipped to direct']);
  expect(playing['ben:camera']).toEqual(['direct/ben/camera', 'sfu/ben/camera']);
  expect(switcher.isFlipped('ben', 'direct')).toBe(true);
  await advance(60_000);
  expect(log).toHaveLength(3);
});

test('a picture that moves too slowly does not take the place of one that moves, until it keeps pace', async () => {
  const { switcher, flowing, paces, playing, advance } = bothWays([camera]);
  flowing.add('sfu/ben/camera').add('direct/ben/camera');
  paces.set('direct/ben/camera', 0.25);
  switcher.want('ben', 'direct', true);
  await advance(2_000);
  expect(playing['ben:camera']?.[0]).toBe('sfu/ben/camera');
  paces.delete('direct/ben/camera');
  await advance(1_000);
  expect(playing['ben:camera']?.[0]).toBe('direct/ben/camera');
});

test('a picture that stays slow is taken after a while, and one that is frozen is left at once', async () => {
  const slow = bothWays([camera]);
  slow.flowing.add('sfu/ben/camera').add('direct/ben/camera');
  slow.paces.set('direct/ben/camera', 0.25);
  slow.switcher.want('ben', 'direct', true);
  await slow.advance(5_000);
  expect(slow.playing['ben:camera']?.[0]).toBe('direct/ben/camera');
  const frozen = bothWays([camera]);
  frozen.flowing.add('direct/ben/camera');
  frozen.paces.set('direct/ben/camera', 0.5);
  frozen.switcher.want('ben', 'direct', true);
  await frozen.advance(500);
  expect(frozen.playing['ben:camera']?.[0]).toBe('direct/ben/camera');
});

test('without a proof in time: told once, nothing is cut, and a late proof still flips', async () => {
  const { switcher, flowing, playing, log, advance } = bothWays([camera]);
  switcher.want('ben', 'direct', true);
  await advance(20_000);
  expect(log).toEqual(['ben unproved on direct']);
  expect(playing['ben:camera']?.[0]).toBe('sfu/ben/camera');
  flowing.add('direct/ben/camera');
  await advance(3_000);
  expect(log.slice(1)).toEqual(['ben:camera plays direct', 'ben flipped to direct']);
});

test('a wish that is said again neither hurries nor begins anew', async () => {
  const readsIn = async (sayAgain: boolean) => {
    const { switcher, log, reads, advance } = bothWays([camera]);
    switcher.want('ben', 'direct', true);
    for (let step = 0; step < 900; step++) {
      if (sayAgain) switcher.want('ben', 'direct', true);
      await advance(10);
    }
    expect(log).toEqual(['ben unproved on direct']);
    return reads();
  };
  expect(await readsIn(true)).toBe(await readsIn(false));
});

test('a reversal in mid-switch keeps what plays and asks for a proof of the first way again', async () => {
  const { switcher, flowing, playing, log, advance } = bothWays();
  flowing.add('direct/ben/mic');
  switcher.want('ben', 'direct', true);
  await advance(500);
  expect(log).toEqual(['ben:mic plays direct']);
  switcher.want('ben', 'sfu', true);
  await advance(500);
  expect(playing['ben:mic']?.[0]).toBe('direct/ben/mic');
  flowing.add('sfu/ben/mic').add('sfu/ben/camera');
  await advance(500);
  expect(log.slice(1)).toEqual(['ben:mic plays sfu', 'ben flipped to sfu']);
});

test('who plays the wanted way already is done at once', async () => {
  const { switcher, flowing, log, advance } = bothWays([mic]);
  flowing.add('direct/ben/mic');
  switcher.want('ben', 'direct', true);
  await advance(500);
  flowing.clear();
  switcher.want('ben', 'sfu', true);
  await advance(100);
  switcher.want('ben', 'direct', true);
  await advance(100);
  expect(log).toEqual(['ben:mic plays direct', 'ben flipped to direct', 'ben flipped to direct']);
});

test('a source that starts during the switch is part of it, and plays at once where it can', async () => {
  const { switcher, flowing, playing, log, advance, of } = bothWays([mic]);
  switcher.want('ben', 'direct', true);
  flowing.add('direct/ben/mic');
  const screen: Sending = { source: 'screen', muted: false };
  switcher.setRoster([{ id: 'ben', sending: [mic, screen] }]);
  await advance(500);
  expect(log).toEqual(['ben:mic plays direct']);
  switcher.setReceived('sfu', [...of('sfu'), stream('sfu', 'ben', 'screen')]);
  expect(playing['ben:screen']).toEqual(['sfu/ben/screen']);
  switcher.setReceived('direct', [...of('direct'), stream('direct', 'ben', 'screen')]);
  flowing.add('direct/ben/screen');
  await advance(500);
  expect(log.slice(-2)).toEqual(['ben:screen plays direct', 'ben flipped to direct']);
});

describe('what needs no new pictures', () => {
  test.each([
    ['muted', [{ source: 'camera', muted: true }] as Sending[], false],
    ['hidden', [camera], true],
  ] as const)('%s: the connection is enough', async (_, sending, hidden) => {
    const { switcher, connected, unwatched, log, advance } = bothWays([...sending]);
    connected.delete('direct');
    if (hidden) unwatched.add('ben:camera');
    switcher.want('ben', 'direct', true);
    await advance(500);
    expect(log).toEqual([]);
    connected.add('direct');
    await advance(500);
    expect(log).toEqual(['ben:camera plays direct', 'ben flipped to direct']);
  });

  test('who sends nothing is done when the connection stands', async () => {
    const { switcher, connected, log, advance } = bothWays([]);
    connected.delete('direct');
    switcher.want('ben', 'direct', true);
    await advance(500);
    expect(log).toEqual([]);
    connected.add('direct');
    await advance(500);
    expect(log).toEqual(['ben flipped to direct']);
  });
});

test('a path that closes in the middle falls back at once to what else is there', async () => {
  const { switcher, flowing, playing, log, advance } = bothWays([camera]);
  flowing.add('direct/ben/camera');
  switcher.want('ben', 'direct', true);
  await advance(500);
  switcher.setReceived('direct', []);
  expect(playing['ben:camera']).toEqual(['sfu/ben/camera']);
  expect(log.at(-1)).toBe('ben:camera plays sfu');
  switcher.setReceived('sfu', []);
  expect(playing['ben:camera']).toBeUndefined();
});

test('a stream whose only way is not the wanted one plays', () => {
  const world = makeWorld();
  world.switcher.setRoster([{ id: 'ben', sending: [camera] }]);
  world.switcher.want('ben', 'direct', true);
  world.switcher.setReceived('sfu', [stream('sfu', 'ben', 'camera')]);
  expect(world.playing['ben:camera']).toEqual(['sfu/ben/camera']);
});

test('what is not announced is not played, and who leaves is forgotten in mid-switch', async () => {
  const { switcher, flowing, playing, log, advance } = bothWays([mic]);
  switcher.setReceived('direct', [stream('direct', 'ben', 'mic'), stream('direct', 'ben', 'screen')]);
  expect(playing['ben:screen']).toBeUndefined();
  switcher.want('ben', 'direct', true);
  await advance(100);
  switcher.setRoster([]);
  flowing.add('direct/ben/mic');
  await advance(20_000);
  expect(playing).toEqual({});
  expect(log).toEqual([]);
});

test('two people flip alone, at different times; one without a proof holds up nobody', async () => {
  const { switcher, flowing, log, advance } = makeWorld();
  switcher.setRoster([
    { id: 'ben', sending: [camera] },
    { id: 'cleo', sending: [camera] },
  ]);
  for (const pathId of ['sfu', 'sfu2'])
    switcher.setReceived(pathId, [stream(pathId, 'ben', 'camera'), stream(pathId, 'cleo', 'camera')]);
  switcher.want('ben', 'sfu', true);
  switcher.want('cleo', 'sfu', true);
  flowing.add('sfu/cleo/camera');
  await advance(9_000);
  flowing.add('sfu/ben/camera');
  await advance(2_000);
  expect(log.filter((line) => line.includes('flipped') || line.includes('unproved'))).toEqual([
    'cleo flipped to sfu',
    'ben unproved on sfu',
    'ben flipped to sfu',
  ]);
});

test('what a large room leaves out keeps nobody waiting; a direct way owes everything', async () => {
  const { switcher, flowing, unwatched, log, advance, of } = bothWays();
  unwatched.add('ben:camera');
  const crowd = Array.from({ length: 8 }, (_, index) => stream('sfu2', `other-${index}`, 'mic'));
  switcher.setReceived('sfu2', crowd.slice(1));
  switcher.want('ben', 'sfu2', true);
  await advance(1_000);
  // One voice more is to come: it may be this one.
  expect(log).toEqual([]);
  switcher.setReceived('sfu2', crowd);
  await advance(1_000);
  expect(log).toEqual(['ben flipped to sfu2']);
  switcher.setReceived('direct', [...of('direct').slice(0, 1), ...crowd]);
  flowing.add('direct/ben/mic');
  switcher.want('ben', 'direct', true);
  await advance(2_000);
  expect(log.slice(1)).toEqual(['ben:mic plays direct']);
});
