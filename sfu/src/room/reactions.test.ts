import { expect, test } from 'vitest';
import { Reactions } from './reactions.ts';

test('a class that claps at once is told as 30 a second', () => {
  let told = 0;
  const reactions = new Reactions(() => {
    told += 1;
  });
  const clap = (nowMs: number) => {
    for (let person = 0; person < 100; person += 1) {
      reactions.add({ participantId: `person-${person}`, reaction: '👏' }, nowMs);
    }
  };
  clap(5_000);
  expect(told).toBe(30);
  clap(5_000);
  expect(told).toBe(30);
  clap(6_000);
  expect(told).toBe(60);
});
