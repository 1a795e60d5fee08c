import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { protocolVersion } from '../contract/version.ts';
import { openSigningKeys } from '../src/admission/signing-keys.ts';
import { Timers } from '../src/timers.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { FakeWorker } from './support/fake-worker.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop();
});

test('Worker down: the last good keys go on to serve, over a restart of the box too', async () => {
  const worker = await FakeWorker.start();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-box-'));
  const first = await BoxUnderTest.start({ worker, dataDir });
  await first.join();
  await worker.stop();
  await first.join();
  await first.box.close();
  const second = await BoxUnderTest.start({ worker, dataDir });
  open.push(second);
  await second.join();
});

test('Worker down from the start: `keys-unavailable`, and good as soon as it is there', async () => {
  const worker = await FakeWorker.start();
  const { port } = worker;
  await worker.stop();
  const t = await BoxUnderTest.start({ worker });
  open.push(t);
  expect(await t.refusal({})).toBe('keys-unavailable');
  await worker.listen(port);
  await t.linked();
  await t.join();
});

test('overlapping keys: a token of a new key is taken after one fetch, the old ones stay good', async () => {
  const t = await BoxUnderTest.start();
  open.push(t);
  await t.linked();
  const old = t.worker.key;
  const early = await t.token();
  await t.worker.addKey();
  t.worker.dropLink();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await t.linked();
  await t.join();
  expect(t.worker.key.kid).not.toBe(old.kid);
  const client = t.client();
  await client.connect({ type: 'join', protocol: protocolVersion, token: early, clientNonce: 'nonce-nonce' });
});

test('an unknown `kid` cannot make the box hammer the Worker', async () => {
  const t = await BoxUnderTest.start();
  open.push(t);
  await t.linked();
  await t.join();
  const before = t.worker.keyFetches;
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  for (let count = 0; count < 20; count += 1) {
    expect(await t.refusalOf(await t.worker.sign(t.claims(), { kid: `made-up-${count}` }, privateKey))).toBe(
      'token-invalid',
    );
  }
  expect(t.worker.keyFetches - before).toBeLessThanOrEqual(1);
});

test('the same while the Worker fails: one attempt per cooldown, and known keys serve', async () => {
  const worker = await FakeWorker.start();
  open.push(worker);
  const timers = new Timers();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-box-'));
  const options = { workerOrigin: worker.origin, dataDir, timers, log: () => {}, cooldownMs: 500 };
  const keys = await openSigningKeys(options);
  const ask = (kid: string) =>
    Promise.resolve(keys.getKey({ alg: 'EdDSA', kid }, { payload: '', signature: '' })).then(
      () => 'found',
      () => 'none',
    );
  expect(await ask(worker.key.kid)).toBe('found');
  worker.keysStatus = 503;
  for (let round = 1; round <= 2; round += 1) {
    for (let count = 0; count < 5; count += 1) expect(await ask('made-up')).toBe('none');
    expect(await ask(worker.key.kid)).toBe('found');
    expect(worker.keyFetches).toBe(round);
    await new Promise((resolve) => setTimeout(resolve, 550));
  }
  await keys.close();
  expect(timers.count).toBe(0);
});
