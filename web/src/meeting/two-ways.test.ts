import { describe, expect, test } from 'vitest';
import { type Pair, planWays, type WaysPlan } from './two-ways.ts';

const pair = (participantId: string, direct: Pair['direct'], settled = false, suspended = false): Pair => ({
  participantId,
  suspended,
  direct,
  settled,
});
const told = ({ sfu, direct }: WaysPlan) => ({
  sfu: sfu.active ? (sfu.capped ? 'capped' : 'full') : 'off',
  direct: Object.fromEntries([...direct].map(([id, { capped }]) => [id, capped ? 'capped' : 'full'])),
});

describe('from the box to direct', () => {
  test('both ways while it is prepared, the new one capped', () => {
    expect(told(planWays('p2p', 'auto', [pair('ben', 'none')], true))).toEqual({
      sfu: 'full',
      direct: { ben: 'capped' },
    });
    expect(told(planWays('p2p', 'auto', [pair('ben', 'connected')], true))).toEqual({
      sfu: 'full',
      direct: { ben: 'capped' },
    });
  });
  test('settled: the box gets nothing more', () => {
    expect(told(planWays('p2p', 'auto', [pair('ben', 'connected', true)], true))).toEqual({
      sfu: 'off',
      direct: { ben: 'full' },
    });
  });
  test('after a box died, a running direct connection does not begin to send through the next one', () => {
    expect(told(planWays('p2p', 'auto', [pair('ben', 'connected')], false))).toEqual({
      sfu: 'off',
      direct: { ben: 'full' },
    });
  });
});

describe('from direct to the box', () => {
  test('the box gets the lowest layer until the last pair is settled', () => {
    const pairs = [pair('ben', 'connected'), pair('cleo', 'none')];
    expect(told(planWays('sfu', 'auto', pairs, false))).toEqual({ sfu: 'capped', direct: { ben: 'full' } });
    expect(told(planWays('sfu', 'auto', [pair('ben', 'connected', true), pair('cleo', 'none')], true))).toEqual({
      sfu: 'full',
      direct: {},
    });
  });
  test('a broken connection leaves all the room to the box', () => {
    expect(told(planWays('sfu', 'auto', [pair('ben', 'broken')], false))).toEqual({
      sfu: 'full',
      direct: { ben: 'full' },
    });
  });
});

test('only direct: the box never gets anything, and each pair stands alone', () => {
  const pairs = [pair('ben', 'connected', true), pair('cleo', 'connecting'), pair('dan', 'none', false, true)];
  expect(told(planWays('p2p', 'p2p', pairs, true))).toEqual({ sfu: 'off', direct: { ben: 'full', cleo: 'full' } });
});

test('someone whose signaling is lost keeps a connection that plays', () => {
  expect(told(planWays('p2p', 'auto', [pair('ben', 'connected', false, true)], false)).direct).toEqual({ ben: 'full' });
});
