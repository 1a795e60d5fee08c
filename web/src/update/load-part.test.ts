import { beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { loadPart } from './load-part.ts';
import { ServiceVersion } from './service-version.ts';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const noNetwork = () => Promise.reject(new ProblemError('worker-unreachable'));

let version: ServiceVersion;
beforeEach(() => {
  version = new ServiceVersion(1);
});

test('a part that comes is all there is to it: nobody is asked', async () => {
  await expect(loadPart(async () => 'part', { reach: noNetwork, version })).resolves.toBe('part');
  expect(version.isUpdated).toBe(false);
});

test('without a network, nothing was updated', async () => {
  await expect(loadPart(gone, { reach: noNetwork, version })).rejects.toMatchObject({ problem: 'worker-unreachable' });
  expect(version.isUpdated).toBe(false);
});

test('where the service answers, the page is out of date', async () => {
  await expect(loadPart(gone, { reach: async () => ({ ok: true }), version })).rejects.toMatchObject({
    problem: 'protocol-mismatch',
  });
  expect(version.isUpdated).toBe(true);
});
