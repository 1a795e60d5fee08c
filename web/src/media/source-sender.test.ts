import { expect, test } from 'vitest';
import { type SenderTools, SourceSender } from './source-sender.ts';

/** A producer as far as the sender uses it. */
function makeTools() {
  const log: string[] = [];
  const producer = {
    track: null as unknown,
    close: () => log.push('close'),
    pause: () => log.push('pause'),
    resume: () => log.push('resume'),
    replaceTrack: async ({ track }: { track: { id: string } | null }) => {
      producer.track = track;
      log.push(`track ${track?.id ?? 'none'}`);
    },
  };
  const tools: SenderTools = {
    produce: async (source, track, muted) => {
      producer.track = track;
      log.push(`produce ${source} ${track.id} ${muted ? 'muted' : 'on'}`);
      return producer as never;
    },
    setMuted: async (_, muted) => void log.push(muted ? 'muted' : 'unmuted'),
    closeAtBox: async (source) => log.push(`close ${source} at the box`),
    onError: (_, thrown) => log.push(`error ${String(thrown)}`),
  };
  return { log, tools };
}

const track = (id: string) => ({ id, readyState: 'live' }) as MediaStreamTrack;
const done = () => new Promise((resolve) => setTimeout(resolve, 0));

test('produces once there is a track, and not before', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  sender.set({ track: null, muted: false });
  await done();
  expect(log).toEqual([]);
  sender.set({ track: track('a'), muted: true });
  await done();
  expect(log).toEqual(['produce mic a muted']);
});

test('off is told before the picture stops; on is told after it is back', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('camera', tools);
  sender.set({ track: track('a'), muted: false });
  await done();
  sender.set({ track: null, muted: true });
  await done();
  sender.set({ track: track('b'), muted: false });
  await done();
  expect(log).toEqual(['produce camera a on', 'pause', 'muted', 'track none', 'track b', 'resume', 'unmuted']);
});

test('of quick wishes only the last one counts', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  const mic = track('a');
  sender.set({ track: mic, muted: false });
  for (const muted of [true, false, true, false, true]) sender.set({ track: mic, muted });
  await done();
  expect(log).toEqual(['produce mic a on', 'pause', 'muted']);
});

test('an error ends the attempt, a later wish tries again', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', { ...tools, setMuted: async () => Promise.reject('lost') });
  const mic = track('a');
  sender.set({ track: mic, muted: false });
  await done();
  sender.set({ track: mic, muted: true });
  await done();
  sender.set({ track: mic, muted: true });
  await done();
  expect(log).toEqual(['produce mic a on', 'pause', 'error lost', 'pause', 'error lost']);
});

test('nothing is sent after the end', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  sender.close();
  sender.set({ track: track('a'), muted: false });
  await done();
  expect(log).toEqual([]);
});

test('after a lost connection, a mute that never arrived is told again', async () => {
  const { log, tools } = makeTools();
  let lost = true;
  const sender = new SourceSender('mic', {
    ...tools,
    setMuted: (source, muted) => (lost ? Promise.reject('lost') : tools.setMuted(source, muted)),
  });
  sender.set({ track: track('a'), muted: true });
  await done();
  sender.set({ track: track('a'), muted: false });
  await done();
  lost = false;
  sender.reconcile({ muted: true });
  await done();
  expect(log.slice(-2)).toEqual(['resume', 'unmuted']);
});

test('after a lost connection, what the box does not have is produced anew', async () => {
  const { log, tools } = makeTools();
  const sender = new SourceSender('mic', tools);
  sender.set({ track: track('a'), muted: false });
  await done();
  sender.reconcile(null);
  await done();
  expect(log).toEqual(['produce mic a on', 'close', 'produce mic a on']);
});

test('after a lost answer, what only the box knows of is closed there and produced anew', async () => {
  const { log, tools } = makeTools();
  let lost = true;
  const sender = new SourceSender('camera', {
    ...tools,
    produce: (source, of, muted) => (lost ? Promise.reject('lost') : tools.produce(source, of, muted)),
  });
  sender.set({ track: track('a'), muted: false });
  await done();
  lost = false;
  sender.reconcile({ muted: false });
  await done();
  expect(log).toEqual(['error lost', 'close camera at the box', 'produce camera a on']);
});
