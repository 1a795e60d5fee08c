import { expect, test } from 'vitest';
import { boxEnv, readNewBox } from './new-box.ts';

const good = { boxId: 'fsn1-1', url: 'https://fsn1-1.boxes.example.org', region: 'fsn1' };

test('what is typed with a hurried hand is tidied', () => {
  expect(readNewBox({ boxId: ' FSN1-1 ', url: ' https://fsn1-1.boxes.example.org/ ', region: 'Fsn1' }).box).toEqual(
    good,
  );
});

test.each([
  [{ boxId: '' }, ['boxId']],
  [{ boxId: 'two words' }, ['boxId']],
  [{ boxId: '-first' }, ['boxId']],
  [{ region: 'Europe / Central' }, ['region']],
  [{ url: 'fsn1-1.boxes.example.org' }, ['url']],
  [{ url: 'http://fsn1-1.boxes.example.org' }, ['url']],
  [{ url: 'https://fsn1-1.boxes.example.org/?a=b' }, ['url']],
  [{ url: `https://${'a'.repeat(250)}.org` }, ['url']],
  [{ boxId: '', url: '', region: '' }, ['boxId', 'region', 'url']],
])('%o is wrong in %o', (change, wrong) => {
  const read = readNewBox({ ...good, ...change });
  expect(read.box).toBeNull();
  expect([...(read.wrong ?? [])]).toEqual(wrong);
});

test('a box on one’s own machine needs no https', () => {
  expect(readNewBox({ ...good, url: 'http://localhost:4443' }).wrong).toBeNull();
});

test('the lines are those of the box’s settings, and nothing in them breaks out of its line', () => {
  expect(boxEnv(good, 't0ken', 'https://meet.example.org').split('\n')).toEqual([
    'PARLEY_WORKER_URL=https://meet.example.org',
    'BOX_ID=fsn1-1',
    'BOX_REGION=fsn1',
    'BOX_PUBLIC_URL=https://fsn1-1.boxes.example.org',
    'BOX_ENROLMENT_TOKEN=t0ken',
  ]);
  for (const url of ['https://a.example/\nX=1', 'https://a.example/ b']) {
    const read = readNewBox({ ...good, url });
    expect(read.box?.url ?? '').not.toMatch(/\s/);
  }
});
