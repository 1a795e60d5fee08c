import { expect, test } from 'vitest';
import { type Facts, judge, overall, steps } from './verdict.ts';

const fine: Facts = {
  browser: 'fine',
  camera: 'fine',
  microphone: 'fine',
  service: { ms: 20 },
  server: { ms: 40 },
  udp: { ms: 30 },
  tcp: { ms: 35 },
  relay: 'none',
  speed: { upBps: 3e6, downBps: 3e6, rttMs: 30, lossPercent: 0 },
};
const nothing = new Set<never>();
const mark = (step: (typeof steps)[number], facts: Facts) => judge(step, facts, nothing);

test('everything works', () => {
  expect(overall(fine, true)).toEqual({ mark: 'good', brokenAt: null });
  expect(overall(fine, false)).toBeNull();
  for (const step of steps) expect(['good', 'skipped']).toContain(mark(step, fine).mark);
});

const works = { ms: 50 };
test.each([
  // udp, tcp, relay → what each line says, and the whole.
  [works, works, works, ['good', 'good', 'good'], 'good'],
  [works, 'fails', 'fails', ['good', 'skipped', 'skipped'], 'good'],
  [works, 'fails', 'none', ['good', 'skipped', 'skipped'], 'good'],
  ['fails', works, 'none', ['limited', 'good', 'skipped'], 'limited'],
  ['fails', works, works, ['limited', 'good', 'good'], 'limited'],
  ['fails', 'fails', works, ['limited', 'skipped', 'good'], 'limited'],
  ['fails', 'fails', 'none', ['bad', 'bad', 'skipped'], 'bad'],
  ['fails', 'fails', 'fails', ['bad', 'bad', 'bad'], 'bad'],
] as const)('udp %o, tcp %o, relay %o', (udp, tcp, relay, marks, whole) => {
  const facts: Facts = { ...fine, udp, tcp, relay };
  expect([mark('udp', facts), mark('tcp', facts), mark('relay', facts)].map((each) => each.mark)).toEqual(marks);
  expect(overall(facts, true)?.mark).toBe(whole);
});

test('while another way may still work, nothing is blamed', () => {
  expect(mark('udp', { udp: 'fails' }).mark).toBe('running');
  expect(mark('udp', { udp: 'fails', tcp: 'fails' }).mark).toBe('running');
  expect(mark('udp', { udp: 'fails', tcp: 'fails', relay: 'none' })).toEqual({ mark: 'bad', advice: 'media-blocked' });
});

test.each([
  [{ browser: 'insecure' }, 'browser', 'bad'],
  [{ browser: 'unsupported' }, 'browser', 'bad'],
  [{ camera: 'permission-denied' }, 'camera', 'limited'],
  [{ microphone: 'silent' }, 'microphone', 'limited'],
  [{ service: 'fails' }, 'service', 'bad'],
  [{ server: 'fails' }, 'server', 'bad'],
  [{ speed: { upBps: 100e3, downBps: 3e6, rttMs: 30, lossPercent: 0 } }, 'speed', 'bad'],
  [{ speed: { upBps: 3e6, downBps: 800e3, rttMs: 30, lossPercent: 0 } }, 'speed', 'limited'],
  [{ speed: { upBps: 3e6, downBps: 3e6, rttMs: 400, lossPercent: 0 } }, 'speed', 'limited'],
  [{ speed: { upBps: 3e6, downBps: 3e6, rttMs: 30, lossPercent: 5 } }, 'speed', 'limited'],
] as const)('%o breaks at %s: %s', (change, brokenAt, whole) => {
  expect(overall({ ...fine, ...change }, true)).toEqual({ mark: whole, brokenAt });
});

test('what comes first is named first', () => {
  expect(overall({ ...fine, camera: 'no-device', server: 'fails', udp: 'fails' }, true)?.brokenAt).toBe('server');
});

test('what one does not want on, or could not be measured, is no fault', () => {
  expect(overall({ ...fine, camera: 'off', microphone: 'off', speed: 'fails' }, true)?.mark).toBe('good');
});

test('steps wait, then run', () => {
  expect(judge('udp', {}, new Set()).mark).toBe('waiting');
  expect(judge('udp', {}, new Set(['udp'] as const)).mark).toBe('running');
});
