import { expect, test } from 'vitest';
import { newsOfSelf, spotlightNews } from './news.ts';

const guest = { role: 'guest', handRaisedAtMs: null } as const;

test('a new role and a hand that somebody lowered are news', () => {
  expect(newsOfSelf({ ...guest, handRaisedAtMs: 5 }, { ...guest, role: 'co-host' })).toEqual([
    { type: 'role', role: 'co-host' },
    { type: 'hand-lowered' },
  ]);
});

test('coming in, staying as one is, and a hand that went up are none', () => {
  expect(newsOfSelf(null, guest)).toEqual([]);
  expect(newsOfSelf(guest, { ...guest })).toEqual([]);
  expect(newsOfSelf(guest, { ...guest, handRaisedAtMs: 5 })).toEqual([]);
});

test('whom everybody sees is news once, and only with a name', () => {
  const nameOf = (id: string) => (id === 'ada' ? 'Ada' : null);
  const news = (before: string | null, now: string | null) => spotlightNews(before, now, 'me', nameOf);
  expect(news(null, 'ada')).toEqual({ type: 'spotlight', name: 'Ada', self: false });
  expect(news('ada', 'me')).toEqual({ type: 'spotlight', name: '', self: true });
  expect([news('ada', 'ada'), news('ada', null), news('ada', 'gone')]).toEqual([null, null, null]);
});
