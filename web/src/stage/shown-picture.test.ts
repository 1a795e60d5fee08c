import { expect, test } from 'vitest';
import { inOrderOfArrival, shownPicture } from './shown-picture.ts';

test.each([
  ['nothing is shown without pictures', [], ['a'], null],
  ['nothing is shown before the first frame', ['a'], [], null],
  ['one with a frame is shown', ['a'], ['a'], 'a'],
  ['the old one stays in front of a preferred one without a frame', ['b', 'a'], ['a'], 'a'],
  ['the preferred one is shown from its first frame on', ['b', 'a'], ['a', 'b'], 'b'],
  ['a reversal shows the first one again at once', ['a', 'b'], ['a', 'b'], 'a'],
  ['one that left is not shown, whatever it had rendered', ['b'], ['a'], null],
  ['of three, the most preferred one with a frame', ['c', 'b', 'a'], ['a', 'b'], 'b'],
])('%s', (_, pictures, rendered, shown) => {
  expect(shownPicture(pictures, new Set(rendered))).toBe(shown);
});

test.each([
  ['the first one', [], ['a'], ['a']],
  ['a newly preferred one is added, the old one does not move', ['a'], ['b', 'a'], ['a', 'b']],
  ['a reversal moves nothing', ['a', 'b'], ['a', 'b'], ['a', 'b']],
  ['what is gone is gone', ['a', 'b'], ['b'], ['b']],
  ['the same one twice is one', [], ['a', 'a'], ['a']],
])('in the page: %s', (_, attached, pictures, order) => {
  expect(inOrderOfArrival(attached, pictures)).toEqual(order);
});
