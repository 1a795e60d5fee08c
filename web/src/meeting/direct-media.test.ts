import type { Signal } from '@parley/sfu/contract/signal.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DirectPath, DirectPathOptions } from '../media/direct-path.ts';
import type { PathHealth } from '../media/path.ts';
import { DirectMedia } from './direct-media.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type FakePath = {
  link: string;
  closed: boolean;
  got: Signal[];
  restarts: number;
  resent: number;
  stuck: () => void;
  health: (health: PathHealth) => void;
};

function makeEnd(selfId: string, insists = false) {
  const paths: FakePath[] = [];
  const out: Signal[] = [];
  const reports: string[] = [];
  let relayed = false;
  const media = new DirectMedia({
    selfId,
    makePath: ({ link, events, onStuck }: Pick<DirectPathOptions, 'link' | 'events' | 'onStuck'>) => {
      const path: FakePath = {
        link,
        closed: false,
        got: [],
        restarts: 0,
        resent: 0,
        stuck: onStuck,
        health: (health) => {
          fake.connected = health === 'connected';
          events.onHealth(health);
        },
      };
      const fake = Object.assign(path, {
        connected: false,
        receive: (signal: Signal) => void path.got.push(signal),
        resend: () => void path.resent++,
        restartIce: () => void path.restarts++,
        facts: async () => ({ relayed, rttMs: 5, packetsReceived: 0, packetsLost: 0 }),
        close: () => {
          path.closed = true;
        },
      });
      paths.push(path);
      return fake as unknown as DirectPath;
    },
    signal: (_, signal) => void out.push(signal),
    report: (participantId, trouble) => void reports.push(`${participantId} ${trouble}`),
    freshIceServers: async () => [],
    insists: () => insists,
    onReceived: () => undefined,
    onChange: () => undefined,
  });
  return { media, paths, out, reports, relay: () => (relayed = true) };
}

const offer = (link: string): Signal => ({ link, description: { type: 'offer', sdp: '', sources: [] } });
const candidates = (link: string): Signal => ({ link, candidates: [] });

test('a new name of their end means a new connection; late signals of the old one begin nothing', () => {
  const { media, paths } = makeEnd('ada');
  media.open('ben');
  media.receive('ben', offer('b1'));
  media.receive('ben', offer('b2'));
  expect(paths.map(({ closed, got }) => [closed, got.map(({ link }) => link)])).toEqual([
    [true, ['b1']],
    [false, ['b2']],
  ]);
  media.receive('ben', candidates('b1'));
  expect(paths).toHaveLength(2);
  expect(paths[1]?.got).toHaveLength(1);
});

test('a new name before anything was negotiated keeps this end', () => {
  const { media, paths } = makeEnd('ada');
  media.open('ben');
  media.receive('ben', candidates('b1'));
  media.receive('ben', offer('b2'));
  expect(paths).toHaveLength(1);
  expect(paths[0]?.got.map(({ link }) => link)).toEqual(['b1', 'b2']);
});

test('who begins anew ignores what is still on the way from before', () => {
  const { media, paths } = makeEnd('ada');
  media.open('ben');
  media.receive('ben', offer('b1'));
  media.renew('ben');
  media.receive('ben', offer('b1'));
  expect(paths[1]?.got).toEqual([]);
  media.receive('ben', offer('b2'));
  expect(paths).toHaveLength(2);
  expect(paths[1]?.got).toHaveLength(1);
});

test('what stands only asks again what may have been lost', () => {
  const { media, paths } = makeEnd('ada');
  media.open('ben');
  paths[0]?.health('connected');
  media.renew('ben');
  expect(paths.map(({ closed, resent }) => [closed, resent])).toEqual([[false, 1]]);
});

test('however many names somebody invents, only three connections begin in 10 s', async () => {
  const { media, paths } = makeEnd('ada');
  for (let name = 0; name < 100; name++) media.receive('eve', offer(`e${name}`));
  expect(paths).toHaveLength(3);
  expect(paths.at(-1)?.got.map(({ link }) => link)).toEqual(['e2']);
  media.receive('ben', offer('b1'));
  expect(paths).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(10_000);
  for (let name = 100; name < 200; name++) media.receive('eve', offer(`e${name}`));
  expect(paths).toHaveLength(7);
  media.closeAll();
});

test('of somebody who left nothing is kept', () => {
  const { media, paths } = makeEnd('ada');
  for (const link of ['b1', 'b2', 'b3', 'b4']) media.receive('ben', offer(link));
  media.forget('ben');
  for (const link of ['b1', 'b2', 'b3', 'b4']) media.receive('ben', offer(link));
  expect(paths.map(({ link: _, closed, got }) => [closed, got.map(({ link }) => link)])).toEqual([
    ...[
      [true, ['b1']],
      [true, ['b2']],
      [true, ['b3']],
    ],
    ...[
      [true, ['b1']],
      [true, ['b2']],
      [false, ['b3']],
    ],
  ]);
  media.closeAll();
});

test('not connected in 6 s is told once, and a meeting with another way does nothing more', async () => {
  const { media, paths, reports } = makeEnd('ada');
  media.open('ben');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports).toEqual(['ben not-connected']);
  expect(paths).toHaveLength(1);
  media.closeAll();
});

test('a meeting that knows no other way begins anew, ever more patiently', async () => {
  const { media, paths } = makeEnd('ada', true);
  media.open('ben');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(paths.length).toBeGreaterThanOrEqual(3);
  expect(paths.length).toBeLessThanOrEqual(5);
  expect(paths.slice(0, -1).every(({ closed }) => closed)).toBe(true);
  media.closeAll();
});

test('a connection that breaks gets one ICE restart before it is told lost; one that comes back is not', async () => {
  const { media, paths, reports } = makeEnd('ada');
  media.open('ben');
  const path = paths[0] as FakePath;
  path.health('connected');
  path.health('disconnected');
  await vi.advanceTimersByTimeAsync(2_600);
  expect(path.restarts).toBe(1);
  path.health('connected');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reports).toEqual([]);
  path.health('failed');
  await vi.advanceTimersByTimeAsync(3_100);
  expect([path.restarts, reports]).toEqual([2, ['ben lost']]);
  media.closeAll();
});

test('a relay in between is told once', async () => {
  const { media, paths, reports, relay } = makeEnd('ada');
  media.open('ben');
  paths[0]?.health('connected');
  relay();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(reports).toEqual(['ben relayed']);
  media.closeAll();
});

test('while nothing connects, the question is asked again: the first one may have come before their end was there', async () => {
  const { media, paths } = makeEnd('ada');
  media.open('ben');
  await vi.advanceTimersByTimeAsync(2_100);
  expect(paths[0]?.resent).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(paths[0]?.resent).toBe(2);
  paths[0]?.health('connected');
  await vi.advanceTimersByTimeAsync(6_000);
  expect(paths[0]?.resent).toBe(2);
});

test('ends that cannot agree begin anew under another name, a few times', () => {
  const { media, paths, out } = makeEnd('ada');
  media.open('ben');
  media.receive('ben', offer('b1'));
  for (let times = 0; times < 8; times += 1) paths.at(-1)?.stuck();
  expect(paths).toHaveLength(6);
  expect(new Set(paths.map(({ link }) => link)).size).toBe(6);
  expect(paths.filter(({ closed }) => !closed)).toHaveLength(1);
  // What their end still says under its old name belongs to nothing.
  media.receive('ben', offer('b1'));
  expect(paths.at(-1)?.got).toEqual([]);
  expect(out).toEqual([]);
  // One that is closed already is nobody's business.
  paths[0]?.stuck();
  expect(paths).toHaveLength(6);
});
