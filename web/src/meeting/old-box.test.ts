import { expect, test } from 'vitest';
import { OldBox } from './old-box.ts';
import type { Stay, StayEvent } from './stay.ts';

function makeOldBox() {
  const log: string[] = [];
  let flipped = false;
  const stay = {
    roster: [],
    close: () => log.push('closed'),
    request: async (name: string) => void log.push(name),
  } as unknown as Stay;
  const oldBox = new OldBox({
    allFlipped: () => flipped,
    onRoster: () => log.push('roster'),
    onLeft: ({ reason }) => log.push(`left ${reason}`),
    onOver: (over) => log.push(over === stay ? 'over' : 'over: somebody else'),
  });
  oldBox.begin(stay);
  return { oldBox, log, flip: () => (flipped = true) };
}

test('is told once that everybody plays from the new box, and serves on until it says that it is over', () => {
  const { oldBox, log, flip } = makeOldBox();
  oldBox.check();
  expect(log).toEqual([]);
  flip();
  oldBox.check();
  oldBox.check();
  expect(log).toEqual(['moved']);
  oldBox.onEvent({ type: 'placeLost', problem: 'moved' });
  expect(log).toEqual(['moved', 'closed', 'over']);
  expect(oldBox.stay).toBe(null);
});

test.each<[StayEvent, string[]]>([
  [{ type: 'connectionLost' }, ['closed', 'over']],
  [{ type: 'left', reason: 'replaced' }, ['closed', 'over']],
  [{ type: 'left', reason: 'removed' }, ['left removed']],
  [{ type: 'roster' }, ['roster']],
])('%j', (event, expected) => {
  const { oldBox, log } = makeOldBox();
  oldBox.onEvent(event);
  expect(log).toEqual(expected);
});
