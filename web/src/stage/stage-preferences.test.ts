import { expect, test } from 'vitest';
import { defaultPreferences, readPreferences, writePreferences } from './stage-preferences.ts';

const storage = (value: string | null) => ({ getItem: () => value });

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['something else', '[]'],
  ['an unknown view', '{"view":"carousel"}'],
])('%s is stored: the usual ones', (_, value) => {
  expect(readPreferences(storage(value))).toEqual(defaultPreferences);
});

test('what is new since it was stored has its usual value', () => {
  expect(readPreferences(storage('{"view":"speaker"}'))).toEqual({ ...defaultPreferences, view: 'speaker' });
});

test('what was written is read', () => {
  let stored = '';
  writePreferences({ setItem: (_, value) => (stored = value) }, { ...defaultPreferences, mirrored: false });
  expect(readPreferences(storage(stored))).toEqual({ ...defaultPreferences, mirrored: false });
});

test('a storage that refuses is no error', () => {
  const refuse = () => {
    throw new Error('no');
  };
  expect(() => writePreferences({ setItem: refuse }, defaultPreferences)).not.toThrow();
  expect(readPreferences({ getItem: refuse })).toEqual(defaultPreferences);
});
