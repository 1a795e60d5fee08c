import { expect, test } from 'vitest';
import { nextSentStep, type Sent, SentSource } from './sent-source.ts';

const a = { id: 'a' } as MediaStreamTrack;
const b = { id: 'b' } as MediaStreamTrack;
const on = (track: MediaStreamTrack): Sent => ({ track, muted: false });
const off: Sent = { track: null, muted: true };

function makeSource() {
  const log: string[] = [];
  const source = new SentSource('camera', {
    tell: async (_, muted) => void log.push(muted === null ? 'told: no more' : muted ? 'told: muted' : 'told: on'),
    send: async (_, sending) => void log.push(sending ? `sent: ${sending.track?.id ?? 'dark'}` : 'sent: no more'),
  });
  return { log, source };
}
const done = () => new Promise((resolve) => setTimeout(resolve, 0));

test('new is told before it is sent; muting is told first, unmuting last', async () => {
  const { log, source } = makeSource();
  for (const wanted of [on(a), off, on(b), null]) {
    source.set(wanted);
    await done();
  }
  expect(log).toEqual([
    ...['told: on', 'sent: a'],
    ...['told: muted', 'sent: dark'],
    ...['sent: b', 'told: on'],
    ...['told: no more', 'sent: no more'],
  ]);
});

test('of quick wishes only the last one counts', async () => {
  const { log, source } = makeSource();
  for (const wanted of [on(a), off, on(b), off, on(a)]) source.set(wanted);
  await done();
  expect(log).toEqual(['told: on', 'sent: a']);
});

test('what was told on entering is not told again', async () => {
  const { log, source } = makeSource();
  source.toldAs(false);
  source.set(on(a));
  await done();
  expect(log).toEqual(['sent: a']);
});

test('what is as wanted needs no step', () => {
  expect(nextSentStep(null, null, null)).toBe(null);
  expect(nextSentStep(on(a), false, on(a))).toBe(null);
  expect(nextSentStep(off, true, off)).toBe(null);
});
