import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { after } from '../media/after.ts';
import { SourceAnnouncer } from './source-announcer.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function makeAnnouncer() {
  const log: string[] = [];
  const box = { failsWith: null as Error | null, asked: 0 };
  const ended: string[] = [];
  const announcer = new SourceAnnouncer({
    setSource: async ({ source, muted }) => {
      box.asked++;
      if (box.failsWith) throw box.failsWith;
      log.push(`${source} ${muted === null ? 'no more' : muted ? 'muted' : 'on'}`);
    },
    onEnded: (source) => ended.push(source),
    schedule: after,
  });
  announcer.reconcile([{ source: 'mic', muted: false }]);
  return { announcer, log, box, ended };
}
const silent = new ProblemError('box-silent');

test('tells only what the box does not know', async () => {
  const { announcer, log } = makeAnnouncer();
  await announcer.tell('mic', false);
  expect(log).toEqual([]);
  await announcer.tell('mic', true);
  announcer.reconcile([{ source: 'mic', muted: true }]);
  await announcer.tell('mic', false);
  await announcer.tell('camera', null);
  await announcer.tell('mic', null);
  expect(log).toEqual(['mic muted', 'mic on', 'mic no more']);
});

test('what could not be told on a living connection is told again, ever more patiently', async () => {
  const { announcer, log, box } = makeAnnouncer();
  box.failsWith = silent;
  await announcer.tell('mic', true);
  const asked: number[] = [];
  for (const ms of [999, 1, 2_000, 4_000, 8_000, 8_000]) {
    await vi.advanceTimersByTimeAsync(ms);
    asked.push(box.asked);
  }
  expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
  box.failsWith = null;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([log, box.asked]).toEqual([['mic muted'], 7]);
});

test('only as long as it is what is wanted', async () => {
  const { announcer, log, box } = makeAnnouncer();
  box.failsWith = silent;
  await announcer.tell('mic', true);
  await announcer.tell('camera', false);
  box.failsWith = null;
  await announcer.tell('mic', false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['camera on']);
});

test('a host who decided meanwhile is not overruled; what else the box says changes nothing', async () => {
  const { announcer, log, box } = makeAnnouncer();
  announcer.reconcile([
    { source: 'mic', muted: false },
    { source: 'camera', muted: false },
  ]);
  box.failsWith = silent;
  await announcer.tell('mic', null);
  await announcer.tell('camera', true);
  box.failsWith = null;
  announcer.reconcile([
    { source: 'mic', muted: true },
    { source: 'camera', muted: false },
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['camera muted']);
});

test.each([
  ['without a grant', new ProblemError('not-granted'), false],
  ['once closed', silent, true],
])('%s it is not told again', async (_, thrown, closes) => {
  const { announcer, box } = makeAnnouncer();
  box.failsWith = thrown;
  await announcer.tell('mic', true);
  if (closes) announcer.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(box.asked).toBe(1);
});

test('what others decided is told apart from what the box did not hear', async () => {
  const { announcer, ended, box } = makeAnnouncer();
  await announcer.tell('camera', false);
  expect([...announcer.reconcile([{ source: 'mic', muted: true }])].sort()).toEqual(['camera', 'mic']);
  expect(ended).toEqual(['camera']);
  expect([...announcer.reconcile([{ source: 'mic', muted: true }])]).toEqual([]);
  box.failsWith = silent;
  const telling = announcer.tell('mic', false);
  expect([...announcer.reconcile([{ source: 'mic', muted: false }])]).toEqual([]);
  await telling;
});
