import { expect, test } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { type SenderTools, SourceSender } from './source-sender.ts';

type Encoding = { active?: boolean; maxBitrate: number };

function makeTools(
  encodings: Encoding[] = [{ maxBitrate: 150_000 }, { maxBitrate: 500_000 }, { maxBitrate: 1_500_000 }],
) {
  const log: string[] = [];
  const retries: (() => void)[] = [];
  const producer = {
    track: null as unknown,
    close: () => log.push('close'),
    replaceTrack: async ({ track }: { track: { id: string } | null }) => {
      producer.track = track;
      log.push(`track ${track?.id ?? 'none'}`);
    },
    rtpSender: {
      getParameters: () => ({ encodings: structuredClone(encodings) }),
      setParameters: async (parameters: { encodings: Encoding[] }) => {
        encodings = parameters.encodings;
      },
    },
  };
  const tools: SenderTools = {
    produce: async (source, track) => {
      producer.track = track;
      log.push(`produce ${source} ${track.id}`);
      return producer as never;
    },
    closeAtBox: async (source) => log.push(`close ${source} at the box`),
    onError: (_, thrown) => log.push(`error ${thrown instanceof ProblemError ? thrown.problem : String(thrown)}`),
    schedule: (task) => {
      retries.push(task);
      return () => retries.splice(retries.indexOf(task), 1);
    },
  };
  return { log, tools, retries, sent: () => encodings.map(({ active, maxBitrate }) => (active ? maxBitrate : 0)) };
}

const done = () => new Promise((resolve) => setTimeout(resolve, 0));
const track = (id: string) => ({ id, readyState: 'live' }) as MediaStreamTrack;

test('produces once there is a track and the way is active, and not before', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  await sender.set({ track: null, active: true });
  await sender.set({ track: track('a'), active: false });
  expect(log).toEqual([]);
  await sender.set({ track: track('a'), active: true });
  expect(log).toEqual(['produce mic a']);
});

test('a camera that goes off and on keeps its producer; a way that rests gives it up', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('camera', tools);
  await sender.set({ track: track('a'), active: true });
  await sender.set({ track: null, active: true });
  await sender.set({ track: track('b'), active: true });
  await sender.set({ track: track('b'), active: false });
  await sender.set({ track: track('b'), active: true });
  const off = ['track none', 'track b', 'close', 'close camera at the box'];
  expect(log).toEqual(['produce camera a', ...off, 'produce camera b']);
});

test('of quick wishes only the last one counts', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  for (const id of ['a', 'b', 'c']) void sender.set({ track: track(id), active: true });
  const last = track('d');
  await sender.set({ track: last, active: true });
  expect(log).toEqual(['produce mic a', 'track d']);
});

test('the end of a source is told elsewhere, and it can begin again', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('screen', tools);
  await sender.set({ track: track('a'), active: true });
  await sender.end();
  await sender.set({ track: track('b'), active: true });
  expect(log).toEqual(['produce screen a', 'close', 'produce screen b']);
});

test('a failure is tried again a few times, then waits to be asked', async () => {
  const { log, tools, retries } = makeTools();
  const sender = new SourceSender('mic', { ...tools, produce: async () => Promise.reject('lost') });
  await sender.set({ track: track('a'), active: true });
  for (let attempt = 2; attempt < 20 && retries.length > 0; attempt++) {
    retries.shift()?.();
    await done();
  }
  expect(log).toEqual(Array(6).fill('error lost'));
});

test('what only the box knows of, after a lost answer, is closed there and produced anew', async () => {
  const { log, tools } = makeTools();
  let taken = true;
  const sender = new SourceSender('camera', {
    ...tools,
    produce: async (source, of) => {
      if (!taken) return tools.produce(source, of);
      taken = false;
      throw new ProblemError('source-taken');
    },
  });
  await sender.set({ track: track('a'), active: true });
  expect(log).toEqual(['close camera at the box', 'produce camera a']);
});

test('the cap leaves the lowest layer, and combines with what is watched', async () => {
  const { tools, sent } = makeTools();
  const sender = new SourceSender('camera', tools);
  sender.setCapped(true);
  await sender.set({ track: track('a'), active: true });
  await done();
  expect(sent()).toEqual([150_000, 0, 0]);
  sender.setWatchedLayer(1);
  await done();
  expect(sent()).toEqual([150_000, 0, 0]);
  sender.setCapped(false);
  await done();
  expect(sent()).toEqual([150_000, 500_000, 0]);
  sender.setWatchedLayer(-1);
  await done();
  expect(sent()).toEqual([0, 0, 0]);
});

test('a picture of one layer is capped by its bitrate, and gets it back', async () => {
  const { tools, sent } = makeTools([{ maxBitrate: 2_500_000 }]);
  const sender = new SourceSender('screen', tools);
  await sender.set({ track: track('a'), active: true });
  sender.setCapped(true);
  await done();
  expect(sent()).toEqual([300_000]);
  sender.setCapped(false);
  await done();
  expect(sent()).toEqual([2_500_000]);
});

test('nothing is sent after the end', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  sender.close();
  await sender.set({ track: track('a'), active: true });
  expect(log).toEqual([]);
});

test('ended at the box by a host: nothing is sent into the void, and the next track gets a producer of its own', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('camera', tools);
  await sender.endedAtBox();
  await sender.set({ track: track('a'), active: true });
  await sender.set({ track: null, active: true });
  await sender.endedAtBox();
  await sender.set({ track: track('b'), active: true });
  expect(log).toEqual(['produce camera a', 'track none', 'close', 'produce camera b']);
});
