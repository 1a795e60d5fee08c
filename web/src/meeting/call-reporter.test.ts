import type { CallReport } from '@parley/worker/contract/operations.ts';
import { beforeEach, expect, test } from 'vitest';
import { CallReporter } from './call-reporter.ts';
import type { PictureWatch } from './switch-gaps.ts';

let nowMs = 0;
let due: { atMs: number; task: () => void }[] = [];
let hidden = false;
let joinMs: number | null = null;
let sent: CallReport[] = [];
let answer: () => Promise<unknown>;
let watch: (() => PictureWatch | null) | null = null;
let reporter: CallReporter;

beforeEach(() => {
  nowMs = 0;
  due = [];
  hidden = false;
  joinMs = null;
  sent = [];
  answer = async () => undefined;
  reporter = new CallReporter({
    send: (report) => {
      sent.push(report);
      return answer();
    },
    joinMs: () => joinMs,
    onWatching: (given) => {
      watch = given;
    },
    hidden: () => hidden,
    schedule: (task, delayMs) => {
      const entry = { atMs: nowMs + delayMs, task };
      due.push(entry);
      return () => {
        due = due.filter((each) => each !== entry);
      };
    },
    nowMs: () => nowMs,
  });
  reporter.mode('sfu');
});

/** As the watch over one's own quality: a look every 4 s. */
function goOn(seconds: number, rttMs = 20): void {
  const endMs = nowMs + seconds * 1_000;
  for (; nowMs < endMs; nowMs += 1_000) {
    if (nowMs % 4_000 === 0) reporter.look({ rttMs, lossPercent: 0.5 });
    for (const entry of due.filter(({ atMs }) => atMs <= nowMs)) {
      due = due.filter((each) => each !== entry);
      entry.task();
    }
  }
}

test('the first report comes after half a minute, then one every five', () => {
  reporter.entered(true);
  joinMs = 640;
  goOn(30);
  expect(sent).toHaveLength(0);
  goOn(1);
  expect(sent).toMatchObject([{ joinMs: 640, quality: { sfu: { seconds: 28, rttMs: 20, lossPercent: 0.5 } } }]);
  goOn(298);
  expect(sent).toHaveLength(1);
  goOn(5);
  expect(sent).toHaveLength(2);
});

test('the end is told at once, and nothing after it', () => {
  reporter.entered(true);
  goOn(10);
  reporter.close();
  reporter.close();
  goOn(400);
  reporter.pageHidden();
  expect(sent).toMatchObject([{ quality: { sfu: { seconds: 8 } } }]);
});

test('who never came in reports nothing, and neither does who had nothing to measure', () => {
  reporter.look({ rttMs: 20, lossPercent: null });
  reporter.close();
  expect(sent).toEqual([]);
});

test('a page that is hidden reports, but not each time anew, and not the same twice', () => {
  reporter.entered(true);
  goOn(10);
  reporter.pageHidden();
  reporter.pageHidden();
  goOn(8);
  reporter.pageHidden();
  expect(sent).toHaveLength(1);
  goOn(60);
  const before = sent.length;
  nowMs += 40_000;
  reporter.pageHidden();
  reporter.pageHidden();
  expect(sent.length).toBe(before + 1);
});

test('what did not get through is told again, though nothing changed', async () => {
  answer = () => Promise.reject(new Error('no network'));
  reporter.entered(true);
  goOn(5);
  reporter.pageHidden();
  await Promise.resolve();
  await Promise.resolve();
  answer = async () => undefined;
  reporter.close();
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
});

test.each([
  ['nobody was there to be seen', () => reporter.entered(false)],
  [
    'they had to wait',
    () => {
      reporter.waits();
      reporter.entered(true);
    },
  ],
  [
    'nobody looked',
    () => {
      hidden = true;
      reporter.entered(true);
    },
  ],
])('joining is not timed where %s', (_, come) => {
  come();
  joinMs = 90_000;
  goOn(31);
  expect(sent).toMatchObject([{ joinMs: null }]);
});

test('a change of the way is watched; the first way of all, and a repeated wish, are none', () => {
  reporter.mode('sfu');
  expect(watch).toBeNull();
  reporter.entered(true);
  reporter.mode('p2p');
  expect(watch).not.toBeNull();
});

test('a move to another box is a change only for what goes through boxes', () => {
  reporter.moves();
  expect(watch).not.toBeNull();
  reporter.step('ice-restart');
  expect(watch).toBeNull();
  reporter.mode('p2p');
  reporter.step('resume');
  reporter.moves();
  expect(watch).toBeNull();
});

test('time is counted for the way that was in use, and no sleep', () => {
  reporter.entered(true);
  goOn(9);
  reporter.mode('p2p');
  goOn(8, 5);
  nowMs += 3_600_000;
  reporter.look({ rttMs: 5, lossPercent: null });
  reporter.step('resume');
  reporter.step(null);
  reporter.close();
  expect(sent).toMatchObject([
    { quality: { sfu: { seconds: 8 }, p2p: { seconds: 18, rttMs: 5 } }, recoveries: { resume: 1 } },
  ]);
});
