import { expect, test } from 'vitest';
import { runPlan } from './run-plan.ts';

const json = (line: string) => JSON.parse(runPlan([...line.split(' '), '--json']).out) as Record<string, number>;

test('npm run plan -- --people 8 --hours 100 --bitrate 1.5 --json', () => {
  expect(json('--people 8 --hours 100 --bitrate 1.5')).toMatchObject({
    'direct.upload_mbps': 10.5,
    'direct.download_mbps': 10.5,
    'sfu.upload_mbps': 1.5,
    'sfu.download_mbps': 10.5,
    'direct.connections': 28,
    'sfu.connections': 8,
    'direct.encoders': 7,
    'sfu.encoders': 1,
    'sfu.gb_in': 540,
    'sfu.gb_out': 3780,
    'direct.gb_out': 0,
    'hybrid.gb_out': 1890,
    currency: 'EUR',
  });
});

test('npm run plan -- --people 25 --hours 100 --layers --page 9', () => {
  const { code, out } = runPlan('--people 25 --hours 100 --layers --page 9'.split(' '));
  expect(code).toBe(0);
  expect(out).toMatch(/upload per person, Mbit\/s +36 +/);
  expect(out).toContain('9 pictures and 8 voices at once');
});

test('prices can be set one by one', () => {
  const line = '--prices metered --per-gb-out 1 --included-gb 0 --box-month 5';
  expect(json(line)).toMatchObject({ 'sfu.cost_per_month': 3785, 'direct.cost_per_month': 5, currency: 'USD' });
});

test.each([
  ['--people none', '--people takes a number, not "none".'],
  ['--people 1', 'The number of people must be a whole number from 2 to 500.'],
  ['--page 31', 'The number of pictures must be a whole number from 1 to 30.'],
  ['--voices 3', '--voices goes with --page.'],
  ['--direct-share 101', 'The direct share must be from 0 to 1.'],
  ['--prices cheap', '--prices takes hetzner or metered, not "cheap".'],
  ['--colour', "Unknown option '--colour'. Use --help to see the options."],
  ['--people=-1', '--people takes a number, not "-1".'],
  ['8', /^Unexpected argument '8'/],
])('%s is refused with one sentence and exit code 2', (line, sentence) => {
  expect(runPlan(line.split(' '))).toEqual({
    code: 2,
    out: '',
    err: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  });
});
