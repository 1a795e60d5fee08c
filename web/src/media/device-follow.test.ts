import { describe, expect, test } from 'vitest';
import { type FollowFacts, follow, type KnownDevice, speakerToUse } from './device-follow.ts';

const device = (deviceId: string, groupId = `group of ${deviceId}`): KnownDevice => ({
  deviceId,
  groupId,
  label: `The ${deviceId}`,
});
const builtIn = device('built-in');
const headset = device('headset');
const standsFor = ({ groupId, label }: KnownDevice): KnownDevice => ({
  deviceId: 'default',
  groupId,
  label: `Default - ${label}`,
});
const opened = ({ deviceId, groupId }: KnownDevice) => ({ deviceId, groupId });
const nothing = { reopen: false, news: null };

describe('a chosen device', () => {
  const facts = (change: Partial<FollowFacts>): FollowFacts => ({
    chosen: 'headset',
    open: opened(headset),
    devices: [builtIn, headset],
    before: [builtIn, headset],
    ...change,
  });

  test('is kept while it is there, whatever else comes', () => {
    expect(follow(facts({ devices: [builtIn, headset, device('other')] }))).toEqual(nothing);
  });

  test('that vanishes is stood in for', () => {
    expect(follow(facts({ devices: [builtIn] }))).toEqual({
      reopen: true,
      news: { type: 'gone', label: 'The headset' },
    });
  });

  test('that vanishes while nothing is open is only told', () => {
    expect(follow(facts({ devices: [builtIn], open: null })).reopen).toBe(false);
  });

  test('that comes back is taken again', () => {
    expect(follow(facts({ before: [builtIn], open: opened(builtIn) }))).toEqual({
      reopen: true,
      news: { type: 'back', label: 'The headset' },
    });
  });

  test('that was never missed is not taken again', () => {
    expect(follow(facts({ before: [builtIn] }))).toEqual(nothing);
  });

  test('the first list says nothing', () => {
    expect(follow(facts({ before: [], open: opened(builtIn) }))).toEqual(nothing);
  });
});

describe('the default device', () => {
  const facts = (change: Partial<FollowFacts>): FollowFacts => ({
    chosen: null,
    open: { deviceId: 'default', groupId: builtIn.groupId },
    devices: [standsFor(headset), builtIn, headset],
    before: [standsFor(builtIn), builtIn],
    ...change,
  });

  test('is followed', () => {
    expect(follow(facts({}))).toEqual({ reopen: true, news: { type: 'default-changed', label: 'The headset' } });
  });

  test('that is still the same is left alone', () => {
    expect(follow(facts({ devices: [standsFor(builtIn), builtIn, headset] }))).toEqual(nothing);
  });

  test('that is open already is left alone', () => {
    expect(follow(facts({ open: opened(headset) }))).toEqual(nothing);
  });

  test('of a browser that follows by itself is left alone', () => {
    expect(follow(facts({ devices: [builtIn, headset], before: [builtIn] }))).toEqual(nothing);
  });
});

test('a speaker that is gone is not played by, and is again when it is back', () => {
  expect(speakerToUse('headset', [builtIn])).toBeNull();
  expect(speakerToUse('headset', [builtIn, headset])).toBe('headset');
  expect(speakerToUse(null, [builtIn])).toBeNull();
});
