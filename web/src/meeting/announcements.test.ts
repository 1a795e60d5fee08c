import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Announcement, Announcer } from './announcements.ts';

let told: Announcement[];
let announcer: Announcer;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  announcer = new Announcer((announcement) => told.push(announcement), 1_000);
});
afterEach(() => {
  announcer.close();
  vi.useRealTimers();
});

test('gathers those who come at the same time into one announcement', () => {
  announcer.came('a', 'Ada');
  vi.advanceTimersByTime(500);
  announcer.came('b', 'Ben');
  announcer.went('c', 'Chiara');
  vi.advanceTimersByTime(500);
  expect(told).toEqual([{ came: ['Ada', 'Ben'], went: ['Chiara'] }]);
});

test('someone who goes and comes back at once is not worth a word', () => {
  announcer.went('a', 'Ada');
  announcer.came('a', 'Ada');
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
});

test('later arrivals make a new announcement', () => {
  announcer.came('a', 'Ada');
  vi.advanceTimersByTime(1_000);
  announcer.went('a', 'Ada');
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([
    { came: ['Ada'], went: [] },
    { came: [], went: ['Ada'] },
  ]);
});
