import { afterEach, expect, test, vi } from 'vitest';
import { ensureChromium } from './test-programs.ts';

afterEach(() => vi.unstubAllEnvs());

test('an executable that is named explicitly is taken', async () => {
  vi.stubEnv('PARLEY_CHROMIUM', process.execPath);
  await expect(ensureChromium()).resolves.toBe(process.execPath);
});

test('one that does not exist is an error that names the variable', async () => {
  vi.stubEnv('PARLEY_CHROMIUM', '/does/not/exist');
  await expect(ensureChromium()).rejects.toThrow('PARLEY_CHROMIUM names /does/not/exist');
});
