import { expect, test } from 'vitest';
import { whatPeopleNotice } from './compatible.ts';

const ours = { boxLink: 4, protocol: 3 };

test.each([
  ['nothing is linked', { boxLink: null, protocols: [] }],
  ['all speak the same', { boxLink: 4, protocols: [3, 3] }],
])('nobody notices anything when %s', (_, running) => {
  expect(whatPeopleNotice(ours, running)).toBeNull();
});

test.each([
  ['another box link', { boxLink: 3, protocols: [3] }, /boxes speak version 3 of the box link, this Worker version 4/],
  ['a Worker too old to say', { boxLink: null, protocols: [null] }, /an older version of the box link/],
  ['another signaling', { boxLink: 4, protocols: [3, 2] }, /another version of the signaling .* version 3/],
])('people notice %s', (_, running, sentence) => {
  expect(whatPeopleNotice(ours, running)).toMatch(sentence);
});
