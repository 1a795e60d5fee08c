import { expect, test } from 'vitest';
import { forwarding } from '../../contract/forwarding.ts';
import type { Source } from '../../contract/shapes.ts';
import { type Forwarded, isLargeRoom, type SelectionFacts, select } from './selection.ts';
import { SentStreams, type Stream } from './sent-streams.ts';

const stream = (ownerId: string, source: Source): Stream => ({ producerId: `${source}-${ownerId}`, ownerId, source });
const forwarded = (ownerId: string, source: Source, keptSinceMs = 0): Forwarded => ({
  ...stream(ownerId, source),
  consumerId: `c-${source}-${ownerId}`,
  selected: keptSinceMs === 0,
  keptSinceMs,
});
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const all = people(60).flatMap((id) => [stream(id, 'mic'), stream(id, 'camera')]);
const large: SelectionFacts = {
  everything: false,
  ownerId: 'self',
  sent: new SentStreams(all),
  forwarded: [],
  watch: null,
  voices: [],
};
const see = (...ids: string[]) => ({ see: ids.map((ownerId) => ({ ownerId, source: 'camera' as const })), hear: [] });
const nothing = { open: [], resume: [], pause: [], close: [] };

test('around the bound a room stays as it is', () => {
  const steps = [15, 16, 17, 16, 17, 15, 16, 14, 16, 17];
  let isLarge = false;
  const larges = steps.map((people) => {
    isLarge = isLargeRoom(people, 16, isLarge);
    return isLarge;
  });
  expect(larges).toEqual([false, false, true, true, true, true, true, false, false, true]);
  // Whoever is alone is never in a large room.
  expect([isLargeRoom(2, 1, false), isLargeRoom(1, 1, true)]).toEqual([true, false]);
});

test('in a small room everything is opened, and what was kept plays again', () => {
  const facts = { ...large, everything: true, forwarded: [forwarded('p0', 'mic'), forwarded('p1', 'camera', 5)] };
  const { open, ...rest } = select(facts);
  expect(open).toHaveLength(all.length - 2);
  expect(rest).toEqual({ ...nothing, open: undefined, resume: ['c-camera-p1'] });
});

test('in a large one only what is named, and the voices of the loudest', () => {
  const facts = { ...large, watch: { ...see('p7', 'p3', 'gone'), hear: ['p9'] }, voices: ['p1', 'p2'] };
  expect(select(facts)).toEqual({ ...nothing, open: ['mic-p1', 'mic-p2', 'camera-p3', 'camera-p7', 'mic-p9'] });
});

test('everybody hears the sound of every screen', () => {
  const streams = people(20).map((id) => stream(id, 'screenAudio'));
  expect(select({ ...large, sent: new SentStreams(streams) }).open).toHaveLength(20);
});

test('nobody gets what they send themselves', () => {
  const own = { ...large, ownerId: 'p1', watch: { ...see('p1', 'p2'), hear: ['p1'] }, voices: ['p1', 'p2'] };
  expect(select(own).open).toEqual(['mic-p2', 'camera-p2']);
  expect(select({ ...own, everything: true }).open).toHaveLength(all.length - 2);
});

test('named no more: kept, paused; named again: resumed', () => {
  const both = [forwarded('p1', 'camera'), forwarded('p2', 'camera')];
  expect(select({ ...large, forwarded: both, watch: see('p2') })).toEqual({ ...nothing, pause: ['c-camera-p1'] });
  const kept = [forwarded('p1', 'camera', 9), forwarded('p2', 'camera')];
  expect(select({ ...large, forwarded: kept, watch: see('p1', 'p2') })).toEqual({
    ...nothing,
    resume: ['c-camera-p1'],
  });
  expect(select({ ...large, forwarded: kept, watch: see('p2') })).toEqual(nothing);
});

test('as many pictures as may be: the first named are opened, and those that were unseen longest are closed', () => {
  const wide = select({ ...large, watch: see(...people(60)) });
  expect(wide.open).toEqual(people(forwarding.pictures).map((id) => `camera-${id}`));
  const full = people(forwarding.pictures).map((id, index) => forwarded(id, 'camera', 1_000 - index));
  const { open, close, pause } = select({ ...large, forwarded: full, watch: see('p50', 'p51', 'p29') });
  expect(open).toEqual(['camera-p50', 'camera-p51']);
  expect(close).toEqual(['c-camera-p28', 'c-camera-p27']);
  expect(pause).toEqual([]);
});

test('what is given up at this moment goes after what was kept before', () => {
  const full = people(forwarding.pictures).map((id, index) => forwarded(id, 'camera', index < 2 ? 0 : 100));
  const { close, pause } = select({ ...large, forwarded: full, watch: see('p50') });
  expect(close).toEqual(['c-camera-p2']);
  expect(pause).toEqual(['c-camera-p0', 'c-camera-p1']);
});

test('as long as a client has not said what it watches it keeps the pictures that it began with', () => {
  const begun = people(9).map((id) => forwarded(id, 'camera'));
  expect(select({ ...large, forwarded: begun })).toEqual(nothing);
});

test('turns between the same people open and close nothing', () => {
  const mics = people(forwarding.openVoices).map((id, index) => forwarded(id, 'mic', index < 8 ? 0 : 7));
  const voices = people(forwarding.openVoices).slice(4);
  const turn = select({ ...large, forwarded: mics, voices });
  expect([turn.open, turn.close]).toEqual([[], []]);
  expect([turn.resume.length, turn.pause.length]).toEqual([4, 4]);
  const { open, close } = select({ ...large, forwarded: mics, voices: ['p40', ...voices.slice(1)] });
  expect([open, close]).toEqual([['mic-p40'], ['c-mic-p0']]);
});

test('when a room grows large, what it played and nobody named is kept within bounds', () => {
  const everything = people(16).flatMap((id) => [
    forwarded(id, 'mic'),
    forwarded(id, 'camera'),
    forwarded(id, 'screen'),
  ]);
  const { open, resume, pause, close } = select({
    ...large,
    forwarded: everything,
    watch: see('p0'),
    voices: people(8),
  });
  expect([open, resume]).toEqual([[], []]);
  expect(close.filter((id) => id.includes('mic'))).toHaveLength(16 - forwarding.openVoices);
  expect(close.filter((id) => !id.includes('mic'))).toHaveLength(32 - forwarding.pictures);
  expect(pause).toHaveLength(48 - close.length - 1 - 8);
});
