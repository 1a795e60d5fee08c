import { expect, test } from 'vitest';
import { ServiceVersion } from './service-version.ts';

function watched() {
  const version = new ServiceVersion(4);
  let changes = 0;
  const stop = version.onChange(() => {
    changes++;
  });
  return { version, stop, changes: () => changes };
}

test('the same version, and answers of somebody in between, change nothing', () => {
  const { version, changes } = watched();
  expect(version.heard('4')).toBe(false);
  expect(version.heard(null)).toBe(false);
  expect(version.isUpdated).toBe(false);
  expect(changes()).toBe(0);
});

test.each(['5', '3', '', 'nonsense'])('%o is another version, and told once', (heard) => {
  const { version, changes } = watched();
  expect(version.heard(heard)).toBe(true);
  version.heard(heard);
  version.heard(null);
  expect(version.isUpdated).toBe(true);
  expect(changes()).toBe(1);
});

test('a version that is put back is no update any more, but a part that is gone stays gone', () => {
  const { version, changes } = watched();
  version.heard('5');
  version.heard('4');
  expect(version.isUpdated).toBe(false);
  version.partGone();
  version.heard('4');
  expect(version.isUpdated).toBe(true);
  expect(changes()).toBe(3);
});

test('who does not listen any more is not told', () => {
  const { version, stop, changes } = watched();
  stop();
  version.partGone();
  expect(changes()).toBe(0);
});
