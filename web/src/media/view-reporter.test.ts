import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Shown } from './path.ts';
import { ViewReporter } from './view-reporter.ts';

let told: Shown[][];
let fails: boolean;
let views: ViewReporter;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  fails = false;
  views = new ViewReporter({
    send: async (shown) => {
      told.push([...shown]);
      if (fails) throw new Error('lost');
    },
    schedule: (task, delayMs) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
});
afterEach(() => {
  views.close();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(2_000);

test('a new picture is told at once, with the size its tile has, in steps of 40', async () => {
  views.setView('ada', 'camera', { sidePx: 401 });
  await settle();
  views.attach('c1', 'ada', 'camera', false);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([[{ id: 'c1', hidden: false, sidePx: 440 }]]);
});

test('a picture without a tile is hidden; a sound never is', async () => {
  views.attach('c1', 'ada', 'camera', false);
  views.attach('m1', 'ada', 'mic', false);
  await settle();
  expect(told.flat()).toEqual([
    { id: 'c1', hidden: true, sidePx: 0 },
    { id: 'm1', hidden: false, sidePx: 0 },
  ]);
});

test('sound that plays from the start is not worth a message', async () => {
  views.attach('m1', 'ada', 'mic', true);
  await settle();
  expect(told).toEqual([]);
});

test('sizes settle first, and only changes are told', async () => {
  views.attach('c1', 'ada', 'camera', false);
  views.attach('c2', 'ben', 'camera', false);
  views.setView('ada', 'camera', { sidePx: 320 });
  views.setView('ben', 'camera', { sidePx: 320 });
  await settle();
  told.length = 0;
  for (let sidePx = 321; sidePx < 640; sidePx += 10) {
    views.setView('ada', 'camera', { sidePx });
    await vi.advanceTimersByTimeAsync(16);
  }
  await settle();
  expect(told).toEqual([[{ id: 'c1', hidden: false, sidePx: 640 }]]);
});

test('out of sight, pictures stop after a moment and sound goes on', async () => {
  views.setView('ada', 'camera', { sidePx: 320 });
  views.attach('c1', 'ada', 'camera', false);
  views.attach('m1', 'ada', 'mic', false);
  await settle();
  told.length = 0;
  views.setDocumentHidden(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([]);
  await settle();
  expect(told).toEqual([[{ id: 'c1', hidden: true, sidePx: 0 }]]);
  views.setDocumentHidden(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(told[1]).toEqual([{ id: 'c1', hidden: false, sidePx: 320 }]);
});

test('what did not arrive is told again', async () => {
  fails = true;
  views.setView('ada', 'camera', { sidePx: 320 });
  views.attach('c1', 'ada', 'camera', false);
  await vi.advanceTimersByTimeAsync(200);
  fails = false;
  await settle();
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual(told[0]);
});

test('after a resume everything is told again', async () => {
  views.setView('ada', 'camera', { sidePx: 320 });
  views.attach('c1', 'ada', 'camera', false);
  await settle();
  views.tellAgain();
  await settle();
  expect(told).toHaveLength(2);
});

test('what tiles show: screens first, then by size; also while the page is out of sight', () => {
  let changes = 0;
  const stop = views.onSeen(() => {
    changes += 1;
  });
  views.setView('ada', 'camera', { sidePx: 200 });
  views.setView('ben', 'camera', { sidePx: 800 });
  views.setView('cleo', 'screen', { sidePx: 100 });
  views.setView('dan', 'camera', { sidePx: 0 });
  views.setView('eve', 'camera', { sidePx: 201 });
  views.setView('eve', 'camera', null);
  views.setDocumentHidden(true);
  expect(views.seen().map(({ participantId }) => participantId)).toEqual(['cleo', 'ben', 'ada']);
  expect(changes).toBe(6);
  stop();
  views.setView('ada', 'camera', null);
  expect(changes).toBe(6);
});
