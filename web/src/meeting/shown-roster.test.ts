import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Roster } from './roster.ts';
import { ShownRoster } from './shown-roster.ts';

const someone = (id: string) => ({ id, joinedAtMs: 1, suspended: false, sending: [] }) as unknown as Participant;

function makeRoster() {
  const shown: string[][] = [];
  const stay = { participantId: 'self', roster: [] as Roster };
  const roster = new ShownRoster({
    stay: () => stay,
    oldStay: () => null,
    onChange: (change) => void shown.push(change.roster.map(({ id }) => id)),
  });
  onTestFinished(() => roster.close());
  const come = (id: string) => {
    stay.roster = [...stay.roster, someone(id)];
    roster.showSoon();
  };
  return { roster, shown, come };
}

test('many who come in a row are shown together', async () => {
  const { shown, come } = makeRoster();
  for (let index = 10; index < 60; index++) come(`person-${index}`);
  expect(shown).toEqual([]);
  await vi.waitFor(() => expect(shown).toHaveLength(1));
  expect(shown[0]).toHaveLength(50);
  come('late');
  await vi.waitFor(() => expect(shown[1]).toHaveLength(51));
});

test('what needs to know who is here has it shown at once, and once', async () => {
  const { roster, shown, come } = makeRoster();
  come('ada');
  roster.showIfDue();
  expect(shown).toEqual([['ada']]);
  roster.showIfDue();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown).toHaveLength(1);
});

test('nothing is shown after the end', async () => {
  const { roster, shown, come } = makeRoster();
  come('ada');
  roster.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown).toEqual([]);
});
