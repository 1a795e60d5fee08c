import { expect, test } from 'vitest';
import { type CountedWay, type OwnerOf, readStatistics } from './read-statistics.ts';

const ownerOf: OwnerOf = (id) =>
  ({
    own: { participantId: null, source: 'camera' } as const,
    ada: { participantId: 'ada', source: 'mic' } as const,
  })[id] ?? null;

/** Ada's voice comes in and the own picture goes out, so many seconds after the beginning. */
function look(second: number, kind: CountedWay['kind'] = 'p2p', candidateType = 'host'): CountedWay[] {
  const timestamp = second * 1_000;
  const values = [
    {
      id: 'in',
      type: 'inbound-rtp',
      trackIdentifier: 'ada',
      codecId: 'opus',
      timestamp,
      bytesReceived: 4_000 * second,
      packetsReceived: 49 * second,
      packetsLost: second,
      jitter: 0.003,
    },
    {
      id: 'out',
      type: 'outbound-rtp',
      mediaSourceId: 'source',
      codecId: 'vp8',
      rid: 'r2',
      scalabilityMode: 'L1T3',
      timestamp,
      frameWidth: 1280,
      frameHeight: 720,
      framesPerSecond: 29.7,
      bytesSent: 125_000 * second,
      packetsSent: 100 * second,
    },
    { id: 'source', type: 'media-source', trackIdentifier: 'own' },
    { id: 'there', type: 'remote-inbound-rtp', localId: 'out', roundTripTime: 0.024, packetsLost: 2 * second },
    { id: 'opus', type: 'codec', mimeType: 'audio/opus' },
    { id: 'vp8', type: 'codec', mimeType: 'video/VP8' },
    { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
    {
      id: 'pair',
      type: 'candidate-pair',
      currentRoundTripTime: 0.018,
      localCandidateId: 'local',
      remoteCandidateId: 'r',
    },
    { id: 'local', type: 'local-candidate', candidateType, address: '192.0.2.7' },
    { id: 'stranger', type: 'inbound-rtp', trackIdentifier: 'nobody', bytesReceived: 1 },
  ];
  return [{ kind, reports: [new Map(values.map((each) => [each.id, each]))] }];
}

test('what is known at once, and what needs a second look', () => {
  const first = readStatistics(look(1), ownerOf, new Map());
  expect(first.tracks.map(({ bitrateBps, lossPercent }) => [bitrateBps, lossPercent])).toEqual([
    [null, null],
    [null, null],
  ]);
  const [out, incoming] = readStatistics(look(3), ownerOf, first.counted).tracks;
  expect(out).toEqual({
    key: '0:0:out',
    direction: 'out',
    participantId: null,
    source: 'camera',
    way: 'direct',
    codec: 'VP8',
    width: 1280,
    height: 720,
    framesPerSecond: 30,
    layer: 'r2 L1T3',
    bitrateBps: 1_000_000,
    lossPercent: 2,
    rttMs: 24,
    jitterMs: null,
  });
  expect(incoming).toMatchObject({
    direction: 'in',
    participantId: 'ada',
    source: 'mic',
    codec: 'opus',
    bitrateBps: 32_000,
    lossPercent: 2,
    rttMs: 18,
    jitterMs: 3,
    width: null,
  });
});

test.each([
  ['sfu', 'host', 'box'],
  ['sfu', 'relay', 'box'],
  ['p2p', 'relay', 'relay'],
  ['p2p', 'srflx', 'direct'],
] as const)('%s over a %s candidate goes: %s', (kind, candidate, way) => {
  expect(readStatistics(look(1, kind, candidate), ownerOf, new Map()).tracks[0]?.way).toBe(way);
});

test('nobody’s track is left out, and an empty report is none', () => {
  expect(readStatistics(look(1), ownerOf, new Map()).tracks).toHaveLength(2);
  expect(readStatistics([{ kind: 'sfu', reports: [new Map()] }], ownerOf, new Map()).tracks).toEqual([]);
});

test('a connection that began anew has no negative rates', () => {
  const { counted } = readStatistics(look(9), ownerOf, new Map());
  const again = readStatistics(look(1), ownerOf, counted).tracks;
  expect(again.map(({ bitrateBps, lossPercent }) => [bitrateBps, lossPercent])).toEqual([
    [null, null],
    [null, null],
  ]);
});
