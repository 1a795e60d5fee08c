import { expect, test } from 'vitest';
import { SetupError } from '../setup-error.ts';
import { ensureMediaWorker } from './index.ts';
import { isNewEnough, newestMeson } from './meson.ts';
import { prebuiltName } from './prebuilt.ts';
import { runsHere } from './probe.ts';

test('a configured media worker that does not run is refused with its path', async () => {
  const env = { MEDIASOUP_WORKER_BIN: '/bin/true' };
  await expect(ensureMediaWorker({ root: '/nowhere', env })).rejects.toThrow(SetupError);
  await expect(ensureMediaWorker({ root: '/nowhere', env })).rejects.toThrow('/bin/true');
});

test('without the mediasoup package the sentence says what to do', async () => {
  await expect(ensureMediaWorker({ root: '/nowhere', env: {} })).rejects.toThrow('run npm ci');
});

test('only a media worker that answers like one runs here', () => {
  expect(runsHere('/bin/true')).toBe(false);
  expect(runsHere('/does/not/exist')).toBe(false);
});

test('the prebuilt archive is named like mediasoup names it', () => {
  expect(prebuiltName('3.27.1', 'linux', 'x64', '6.1.0-18-amd64')).toBe(
    'mediasoup-worker-3.27.1-linux-x64-kernel6.tgz',
  );
  expect(prebuiltName('3.27.1', 'darwin', 'arm64', '24.0.0')).toBe('mediasoup-worker-3.27.1-darwin-arm64.tgz');
});

test('meson is new enough from 1.1 on', () => {
  expect(['0.61.2', '1.0.1', '1.0.1-5', '', '1.1.0', '1.7.0-1~bpo12+1', '2.0'].filter(isNewEnough)).toEqual([
    '1.1.0',
    '1.7.0-1~bpo12+1',
    '2.0',
  ]);
});

test('of what apt offers, the first meson that is new enough is taken', () => {
  const madison = ' meson | 1.7.0-1~bpo12+1 | http://a x/main\n meson | 1.0.1-5 | http://a y/main\n';
  expect(newestMeson(madison)).toBe('1.7.0-1~bpo12+1');
  expect(newestMeson(' meson | 1.0.1-5 | http://a y/main\n')).toBeUndefined();
});
