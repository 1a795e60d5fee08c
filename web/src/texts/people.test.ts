import { expect, test } from 'vitest';
import { people } from './en/people.ts';

test.each([
  [['Ada'], 'Ada joined'],
  [['Ada', 'Ben'], 'Ada and Ben joined'],
  [['Ada', 'Ben', 'Chiara'], 'Ada, Ben and Chiara joined'],
  [['Ada', 'Ben', 'Chiara', 'Dan'], 'Ada, Ben and 2 others joined'],
])('%o → %s', (names, sentence) => {
  expect(people.came(names)).toBe(sentence);
});
