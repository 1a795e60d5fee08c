import { expect, test } from 'vitest';
import { listenToMic, type MicCare, quietMic } from './mic-care.ts';

const stepMs = 100;
/** Listens for a while, a look every 100 ms; answers all that was found, in order, without repeats. */
function listen(parts: readonly { on: boolean; db: number; forMs: number }[]): (string | null)[] {
  const found: (string | null)[] = [];
  let state: MicCare = quietMic;
  let nowMs = 0;
  for (const { on, db, forMs } of parts) {
    for (let past = 0; past < forMs; past += stepMs) {
      state = listenToMic(state, { on, db, nowMs });
      nowMs += stepMs;
      if (found.at(-1) !== state.finding) found.push(state.finding);
    }
  }
  return found;
}
const speech = -25;
const room = -60;
const nothing = -120;

test('who speaks while muted is told', () => {
  expect(listen([{ on: false, db: speech, forMs: 1_000 }])).toEqual([null, 'muted-speech']);
});

test('a cough is no speech', () => {
  expect(
    listen([
      { on: false, db: speech, forMs: 300 },
      { on: false, db: room, forMs: 3_000 },
      { on: false, db: speech, forMs: 300 },
      { on: false, db: room, forMs: 3_000 },
    ]),
  ).toEqual([null]);
});

test('the hint goes away, and does not come back at once', () => {
  expect(listen([{ on: false, db: speech, forMs: 25_000 }])).toEqual([null, 'muted-speech', null]);
  expect(listen([{ on: false, db: speech, forMs: 40_000 }])).toEqual([
    null,
    'muted-speech',
    null,
    'muted-speech',
    null,
  ]);
});

test('unmuted, the hint is gone', () => {
  expect(
    listen([
      { on: false, db: speech, forMs: 1_000 },
      { on: true, db: speech, forMs: 200 },
    ]),
  ).toEqual([null, 'muted-speech', null]);
});

test('a microphone that gives nothing for eight seconds is told, until it gives something', () => {
  expect(
    listen([
      { on: true, db: nothing, forMs: 7_900 },
      { on: true, db: room, forMs: 500 },
      { on: true, db: nothing, forMs: 7_900 },
    ]),
  ).toEqual([null]);
  expect(
    listen([
      { on: true, db: nothing, forMs: 8_500 },
      { on: true, db: room, forMs: 200 },
    ]),
  ).toEqual([null, 'silent', null]);
});

test('a muted microphone is not missed', () => {
  expect(listen([{ on: false, db: nothing, forMs: 20_000 }])).toEqual([null]);
});
