import { expect, test } from 'vitest';
import { defaultChoices, readChoices, writeChoices } from './device-choices.ts';

const storageWith = (text: string | null) => ({ getItem: () => text });

test('choices come back as they were kept', () => {
  const kept: string[] = [];
  const choices = { ...defaultChoices, cameraId: 'front', micOn: false };
  writeChoices({ setItem: (_, value) => void kept.push(value) }, choices);
  expect(readChoices(storageWith(kept.join()))).toEqual(choices);
});

test.each([null, '', '{', '{"micOn":"yes"}', '[]'])('%s gives the defaults', (text) => {
  expect(readChoices(storageWith(text))).toEqual(defaultChoices);
});

test('a storage that refuses is no error', () => {
  const full = {
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => writeChoices(full, defaultChoices)).not.toThrow();
});
