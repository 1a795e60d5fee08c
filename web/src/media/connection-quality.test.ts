import { expect, test } from 'vitest';
import { isLossy, type Look, lossPercent, readConnectionFacts, withLook } from './connection-quality.ts';

const looksWith = (lostPerLook: number, count: number) => {
  let looks: Look[] = [];
  for (let i = 0; i < count; i++)
    looks = withLook(looks, {
      atMs: i * 2_000,
      packetsReceived: i * (100 - lostPerLook),
      packetsLost: i * lostPerLook,
    });
  return looks;
};

test.each([
  [8, 10, false],
  [9, 10, true],
  [9, 3, false],
  [100, 4, true],
])('%i %% lost in %i looks at 2 s: lossy %s', (lost, count, lossy) => {
  expect(isLossy(looksWith(lost, count))).toBe(lossy);
});

test('what is older than the window does not count', () => {
  let looks = looksWith(50, 10);
  const { packetsReceived, packetsLost } = looks.at(-1) as Look;
  for (let i = 1; i <= 4; i++)
    looks = withLook(looks, { atMs: 18_000 + i * 2_000, packetsReceived: packetsReceived + i * 100, packetsLost });
  expect(isLossy(looks)).toBe(false);
  expect(lossPercent(looks)).toBe(0);
});

test("what was lost while this machine slept is not the line's fault", () => {
  const asleepFromMs = 18_000;
  let looks = looksWith(0, 10);
  const { packetsReceived } = looks.at(-1) as Look;
  for (const [afterMs, packetsLost] of [
    [16_000, 0],
    [18_000, 800],
    [20_000, 800],
    [24_000, 800],
  ] as const)
    looks = withLook(looks, {
      atMs: asleepFromMs + afterMs,
      packetsReceived: packetsReceived + afterMs / 20,
      packetsLost,
    });
  expect(lossPercent(looks)).toBe(0);
  expect(isLossy(looks)).toBe(false);
});

test('a handful of packets is no measure', () => {
  expect(
    lossPercent(
      withLook([{ atMs: 0, packetsReceived: 0, packetsLost: 0 }], { atMs: 6_000, packetsReceived: 5, packetsLost: 5 }),
    ),
  ).toBe(null);
});

test('reads relay, round trip and loss of the selected pair', () => {
  const report = new Map(
    [
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' },
      { id: 'P1', type: 'candidate-pair', localCandidateId: 'host', remoteCandidateId: 'host' },
      {
        id: 'P2',
        type: 'candidate-pair',
        localCandidateId: 'host',
        remoteCandidateId: 'relay',
        currentRoundTripTime: 0.031,
      },
      { id: 'host', type: 'local-candidate', candidateType: 'host' },
      { id: 'relay', type: 'remote-candidate', candidateType: 'relay' },
      { id: 'A', type: 'inbound-rtp', packetsReceived: 90, packetsLost: 10 },
      { id: 'B', type: 'inbound-rtp', packetsReceived: 5, packetsLost: -1 },
    ].map((each) => [each.id, each]),
  );
  const expected = { relayed: true, rttMs: 31, packetsReceived: 95, packetsLost: 10 };
  expect(readConnectionFacts(report as unknown as RTCStatsReport)).toEqual(expected);
});

test('before anything is connected nothing is known', () => {
  expect(readConnectionFacts(new Map() as unknown as RTCStatsReport).relayed).toBe(null);
});
