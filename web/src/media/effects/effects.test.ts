import { expect, test } from 'vitest';
import { Treatment } from '../treatment.ts';
import { type EffectCode, Effects, type EffectsState } from './effects.ts';

const track = (name: string) => name as unknown as MediaStreamTrack;

/** Devices that are open, effects that are ready at once, and what is sent at each moment. */
function world(change: Partial<EffectCode> = {}) {
  const sent: Record<'mic' | 'camera', string[]> = { mic: [], camera: [] };
  const treatments = {
    mic: new Treatment((each) => sent.mic.push(String(each))),
    camera: new Treatment((each) => sent.camera.push(String(each))),
  };
  void treatments.mic.feed(track('mic'));
  void treatments.camera.feed(track('camera'));
  const states: EffectsState[] = [];
  const backdrops: string[] = [];
  let giveUp = () => {};
  const code: EffectCode = {
    treatPicture: async (first, onTooSlow) => {
      giveUp = onTooSlow;
      backdrops.push(first.effect);
      return {
        processor: async (raw) => ({ track: track(`${first.effect} of ${raw}`), stop: () => undefined }),
        setBackdrop: ({ effect }) => void backdrops.push(effect),
      };
    },
    treatSound: async () => async (raw) => ({ track: track(`quiet ${raw}`), stop: () => undefined }),
    ...change,
  };
  const effects = new Effects(
    { treat: (kind, processor) => treatments[kind].use(processor) },
    (state) => states.push(state),
    code,
  );
  return { effects, sent, states, backdrops, tooSlow: () => giveUp() };
}

test('an effect begins, and ends', async () => {
  const { effects, sent, states } = world();
  await effects.setPicture('blur');
  await effects.setPicture('none');
  expect(sent.camera).toEqual(['camera', 'blur of camera', 'camera']);
  expect(states.map(({ picture }) => picture)).toEqual(['starting', 'on', 'off']);
});

test('another background needs no new start', async () => {
  const { effects, sent, backdrops } = world();
  await effects.setPicture('blur');
  await effects.setPicture('dusk');
  expect(backdrops).toEqual(['blur', 'dusk']);
  expect(sent.camera).toEqual(['camera', 'blur of camera']);
});

test('of quick wishes the last one counts', async () => {
  const { effects, sent, states } = world();
  const first = effects.setPicture('blur');
  const second = effects.setPicture('none');
  await Promise.all([first, second]);
  expect(sent.camera.at(-1)).toBe('camera');
  expect(states.at(-1)?.picture).toBe('off');
});

test('one that cannot keep up is given up, and can be asked for again', async () => {
  const { effects, sent, states, tooSlow } = world();
  await effects.setPicture('blur');
  tooSlow();
  expect(sent.camera.at(-1)).toBe('camera');
  expect(states.at(-1)?.picture).toBe('too-slow');
  await effects.setPicture('blur');
  expect(states.at(-1)?.picture).toBe('on');
});

test('one that cannot be had leaves the device as it is', async () => {
  const { effects, sent, states } = world({ treatSound: () => Promise.reject(new Error('offline')) });
  await effects.setQuiet(true);
  expect(sent.mic).toEqual(['mic']);
  expect(states.at(-1)?.quiet).toBe('failed');
});

test('sound that was not wanted any more when its code came is left alone', async () => {
  const { effects, sent } = world();
  const on = effects.setQuiet(true);
  await effects.setQuiet(false);
  await on;
  expect(sent.mic.at(-1)).toBe('mic');
});
