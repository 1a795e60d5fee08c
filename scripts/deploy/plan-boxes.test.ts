import { expect, test } from 'vitest';
import { fakeBox, outputs } from './fake-cloud.ts';
import { type BoxFacts, planBoxes } from './plan-boxes.ts';
import { describeStep } from './steps.ts';

const target = { version: '0.1.0-abc', tarball: 'dist/parley-box-0.1.0-abc.tar.gz' };
const planned = (change: Partial<BoxFacts> = {}) =>
  planBoxes({
    ...{
      listed: outputs.boxes,
      fleet: [fakeBox('a-1'), fakeBox('b-1')],
      drained: [],
      target,
      cutOff: false,
      byHand: false,
      relays: false,
    },
    ...change,
  });
const titles = (change?: Partial<BoxFacts>) => planned(change).steps.map(({ title }) => title);

test('boxes are upgraded one by one, each empty before and back before the next', () => {
  expect(titles()).toEqual([
    'Move the meetings away from a-1',
    'Wait until a-1 is empty',
    'Bring a-1 to 0.1.0-abc',
    'Wait until a-1 is back',
    'Give a-1 meetings again',
    'Move the meetings away from b-1',
    'Wait until b-1 is empty',
    'Bring b-1 to 0.1.0-abc',
    'Wait until b-1 is back',
    'Give b-1 meetings again',
  ]);
  expect(planned().notes).toEqual([]);
});

test('a box of this version is left alone; one that a stopped run drained is taken back', () => {
  const fleet = [
    fakeBox('a-1', { software: target.version, draining: true }),
    fakeBox('b-1', { software: target.version }),
  ];
  expect(titles({ fleet })).toEqual([]);
  expect(titles({ fleet, drained: ['a-1'] })).toEqual(['Wait until a-1 is back', 'Give a-1 meetings again']);
});

test('what an operator drained stays drained', () => {
  expect(titles({ fleet: [fakeBox('a-1', { draining: true }), fakeBox('b-1', { software: target.version })] })).toEqual(
    ['Move the meetings away from a-1', 'Wait until a-1 is empty', 'Bring a-1 to 0.1.0-abc', 'Wait until a-1 is back'],
  );
});

test('boxes that the Worker refuses, or that are not linked, cannot be drained', () => {
  const fleet = [fakeBox('a-1'), fakeBox('b-1', { software: target.version })];
  const without = ['Bring a-1 to 0.1.0-abc', 'Wait until a-1 is back'];
  expect(titles({ fleet, cutOff: true })).toEqual(without);
  expect(titles({ fleet: [fakeBox('a-1', { linked: false }), ...fleet.slice(1)] })).toEqual(without);
});

test('a box alone interrupts people, which is said, and is not waited for in vain', () => {
  const listed = outputs.boxes.slice(0, 1);
  const short = ['Bring a-1 to 0.1.0-abc', 'Wait until a-1 is back'];
  const { notes } = planned({ fleet: [fakeBox('a-1')], listed });
  expect(notes).toEqual([expect.stringContaining('no second box')]);
  expect(titles({ fleet: [fakeBox('a-1')], listed })).toEqual(short);
  for (const useless of [{ linked: false }, { healthy: false }, { draining: true }])
    expect(titles({ fleet: [fakeBox('a-1'), fakeBox('b-1', useless)], listed })).toEqual(short);
  // What an earlier run drained is given meetings again.
  const fleet = [fakeBox('a-1', { draining: true })];
  expect(titles({ fleet, listed, drained: ['a-1'] })).toEqual([...short, 'Give a-1 meetings again']);
});

test('where boxes relay, an upgrade may interrupt people elsewhere, which is said', () => {
  expect(planned({ relays: true }).notes).toEqual([expect.stringContaining('coturn')]);
  const fleet = [fakeBox('a-1', { software: target.version })];
  expect(planned({ relays: true, fleet, listed: outputs.boxes.slice(0, 1) }).notes).toEqual([]);
});

test('a listed box that has not enrolled gets a token; an enrolled one that is not listed is mentioned', () => {
  const { steps, notes } = planned({ fleet: [fakeBox('b-1', { software: target.version }), fakeBox('old-1')] });
  expect(steps).toEqual([
    expect.objectContaining({
      do: 'make-tokens',
      boxes: [outputs.boxes[0]],
      file: 'terraform/enrolment.auto.tfvars.json',
    }),
  ]);
  expect(notes).toEqual([
    expect.stringContaining('terraform -chdir=terraform apply'),
    expect.stringContaining('old-1'),
  ]);
});

test('a machine of your own is made a box by hand', () => {
  const listed = outputs.boxes.map((box) => ({ ...box, own: box.id === 'a-1' }));
  const { notes } = planned({ listed, fleet: [fakeBox('b-1', { software: target.version })] });
  expect(notes).toEqual([expect.stringMatching(/^Within the hour, make a-1 boxes as terraform\/README\.md says/)]);
});

test('without a release boxes stay, and so they do with --no-boxes', () => {
  expect(titles({ target: null })).toEqual([]);
});

test('on the way back every box goes to the release before, and nobody gets a token', () => {
  const back = { leaving: { 'a-1': '0.0.9' }, before: { 'a-1': '0.0.8' } };
  const { steps } = planned({ target: back, fleet: [fakeBox('a-1'), fakeBox('b-1', { software: null })] });
  expect(steps.map((step) => step.do)).toEqual(['drain', 'await-empty', 'on-box', 'await-box', 'drain']);
  expect(steps.flatMap((step) => describeStep(step, outputs.origin))).toContainEqual(
    expect.stringMatching(/^ssh root@a-1\.boxes\.example\.org .*releases\/0\.0\.9 .*install\.sh --rollback/),
  );
});

test('steps are shown as what one would type', () => {
  const shown = planned().steps.flatMap((step) => describeStep(step, outputs.origin));
  expect(shown).toContain('scp dist/parley-box-0.1.0-abc.tar.gz root@a-1.boxes.example.org:/opt/parley/arrived.tar.gz');
  expect(shown).toContain(
    'curl -H "Authorization: Bearer $OPERATOR_KEY" -H "Content-Type: application/json" ' +
      `-d '{"draining":true}' https://meet.example.org/api/boxes/a-1/drain`,
  );
});
