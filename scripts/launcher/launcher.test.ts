import { expect, test } from 'vitest';
import { lockHash } from './dependencies.mjs';
import { findRuntime, stripsTypes } from './runtime.mjs';

test("the packages are installed again when the lock file or npm's settings change", () => {
  const hashes = [lockHash('{}', ''), lockHash('{"a":1}', ''), lockHash('{}', 'ignore-scripts=true')];

  expect(new Set(hashes).size).toBe(3);
  expect(lockHash('{}', '')).toBe(hashes[0]);
});

test('which versions of Node run TypeScript without a flag', () => {
  const versions = ['v20.20.2', 'v22.12.0', 'v22.18.0', 'v23.5.0', 'v23.6.0', 'v24.0.0', 'v26.1.0'];

  expect(versions.filter(stripsTypes)).toEqual(['v22.18.0', 'v23.6.0', 'v24.0.0', 'v26.1.0']);
});

test('without packages the Node that runs this is taken', () => {
  expect(findRuntime('/does/not/exist')).toBe(process.execPath);
});
