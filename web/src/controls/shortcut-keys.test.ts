import { expect, test } from 'vitest';
import { type Pressed, readShortcutsOn, shortcutKeys, shortcutOf, writeShortcutsOn } from './shortcut-keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: `Key${key.toUpperCase()}`,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

test.each([
  [press('m'), 'mic'],
  [press('M'), 'mic'],
  [press('L', { shiftKey: true }), 'leave'],
  [press('?', { shiftKey: true, code: 'Minus' }), 'help'],
  // The same place on a Russian and on an Arabic keyboard.
  [press('ь', { code: 'KeyM' }), 'mic'],
  [press('ؤ', { code: 'KeyC' }), 'chat'],
  // On a French one, M is elsewhere; what it says counts.
  [press('m', { code: 'Semicolon' }), 'mic'],
  [press('l'), null],
  [press('M', { shiftKey: true }), null],
  [press('m', { ctrlKey: true }), null],
  [press('m', { metaKey: true }), null],
  [press('m', { altKey: true }), null],
  [press('m', { repeat: true }), null],
  [press('Enter', { code: 'Enter' }), null],
  [press('1', { code: 'Digit1' }), null],
])('%o → %s', (pressed, action) => {
  expect(shortcutOf(pressed)).toBe(action);
});

test('no key does two things', () => {
  const keys = Object.values(shortcutKeys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('on until somebody switches them off', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(readShortcutsOn(storage)).toBe(true);
  writeShortcutsOn(storage, false);
  expect(readShortcutsOn(storage)).toBe(false);
});
