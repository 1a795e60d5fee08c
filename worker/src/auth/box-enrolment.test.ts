import { expect, test } from 'vitest';
import { hashSecret } from '../secrets.ts';
import { decideEnrolment, enrolmentLifeMs, makeEnrolmentToken } from './box-enrolment.ts';

const target = { boxId: 'box-1', url: 'https://box-1.example.org', region: 'eu' };
const asked = { boxId: 'box-1', publicX: 'key-a' };

test('only the hash of a token is kept, for one hour', async () => {
  const { token, grant } = await makeEnrolmentToken(target, 1000);
  expect(grant).toEqual({
    ...target,
    tokenHash: await hashSecret(token),
    expiresAtMs: 1000 + enrolmentLifeMs,
    usedForX: null,
  });
  expect(JSON.stringify(grant)).not.toContain(token);
});

test('bound once, for its box, in its time', async () => {
  const { grant } = await makeEnrolmentToken(target, 0);
  expect(decideEnrolment(grant, asked, null, 1)).toBe('bind');
  expect(decideEnrolment(grant, { ...asked, boxId: 'box-2' }, null, 1)).toBe('refuse');
  expect(decideEnrolment(grant, asked, null, enrolmentLifeMs)).toBe('refuse');
  expect(decideEnrolment(null, asked, null, 1)).toBe('refuse');
});

test('a used token repeats its answer to the same key only, and only while that key is current', async () => {
  const used = { ...(await makeEnrolmentToken(target, 0)).grant, usedForX: 'key-a' };
  expect(decideEnrolment(used, asked, 'key-a', 1)).toBe('repeat');
  expect(decideEnrolment(used, { ...asked, publicX: 'key-b' }, 'key-a', 1)).toBe('refuse');
  expect(decideEnrolment(used, asked, 'key-c', 1)).toBe('refuse');
  expect(decideEnrolment(used, asked, null, 1)).toBe('refuse');
});
