import { expect, test } from 'vitest';
import { readSettings, usualSettings, writeSettings } from './device-settings.ts';

const storage = (value: string | null) => ({ getItem: () => value });

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['an effect that is no more', '{"picture":"sepia"}'],
])('%s is stored: the usual ones', (_, value) => {
  expect(readSettings(storage(value))).toEqual(usualSettings);
});

test('what was written is read, and what is new has its usual value', () => {
  let stored = '';
  writeSettings({ setItem: (_, value) => (stored = value) }, { ...usualSettings, quiet: true, picture: 'blur' });
  expect(readSettings(storage(stored))).toEqual({ ...usualSettings, quiet: true, picture: 'blur' });
  expect(readSettings(storage('{"quiet":true}'))).toEqual({ ...usualSettings, quiet: true });
});
