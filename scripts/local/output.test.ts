import { expect, test } from 'vitest';
import { makeBoxFilter, makeToolFilter } from './output.ts';

const shown = (filter: (line: string) => string | undefined, lines: string[]) =>
  lines.map(filter).filter((line) => line !== undefined);

test('of the Worker a person sees sign-in codes, warnings and errors', () => {
  const lines = [
    '⎔ Starting local server...',
    '[parley] sign-in code for a@example.org: 123456',
    '\u001b[33m▲ \u001b[43;33m[WARNING]\u001b[0m something odd',
    '  more about it',
    '',
    '[wrangler:info] GET /api/health 200 OK (3ms)',
    '✘ [ERROR] it broke',
    '    at handler (index.ts:1:2)',
    '',
  ];

  expect(shown(makeToolFilter('worker', false), lines)).toEqual([
    '[parley] sign-in code for a@example.org: 123456',
    'worker | ▲ [WARNING] something odd',
    'worker |   more about it',
    'worker | ✘ [ERROR] it broke',
    'worker |     at handler (index.ts:1:2)',
  ]);
  expect(shown(makeToolFilter('worker', true), lines)).toHaveLength(7);
});

test('of a box a person sees warnings and whatever is not a log line', () => {
  const lines = [
    '{"level":30,"time":1,"pid":2,"hostname":"h","msg":"listening"}',
    '{"level":40,"time":1,"msg":"link lost","attempt":2}',
    'Error: boom',
    '',
  ];

  expect(
    shown(
      makeBoxFilter('box-1', false, () => false),
      lines,
    ),
  ).toEqual(['box-1 | warning: link lost {"attempt":2}', 'box-1 | Error: boom']);
  expect(
    shown(
      makeBoxFilter('box-1', true, () => false),
      lines,
    )[0],
  ).toBe('box-1 | info: listening');
});

test('while it starts, a box only waits for the Worker: nothing to warn of', () => {
  const lines = ['{"level":40,"msg":"link lost"}', '{"level":50,"msg":"no media port"}'];

  expect(
    shown(
      makeBoxFilter('box-1', false, () => true),
      lines,
    ),
  ).toEqual(['box-1 | error: no media port']);
});
