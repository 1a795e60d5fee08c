import { expect, test } from 'vitest';
import type { Notifier } from './notifier.ts';
import { Peer } from './peer.ts';
import type { Room } from './room.ts';
import { roomMediaEvents } from './room-media-events.ts';

test('what happens to media is told to whom they belong, without a look at all the others', () => {
  const told: unknown[] = [];
  const peers = new Map<string, Peer>();
  const makePeer = (participantId: string) => {
    const notify = (name: string) => void told.push([participantId, name]);
    const identity = { participantId, name: 'Someone', untilMs: null };
    const peer = new Peer(identity, { version: 0, role: 'guest', grants: [] }, { notify } as unknown as Notifier);
    peers.set(participantId, peer);
    return peer;
  };
  const [replaced, ben] = [makePeer('anna'), makePeer('ben')];
  const anna = makePeer('anna');
  peers.values = () => {
    throw new Error('looked at everybody');
  };
  const unreachable: Peer[] = [];
  const events = roomMediaEvents({ peers } as unknown as Room, () => {}, {
    onReady: () => {},
    onUnreachable: (peer) => void unreachable.push(peer),
  });
  for (const { endpointId } of [ben, replaced, anna]) events.consumerClosed(endpointId, 'consumer');
  expect(told).toEqual([
    ['ben', 'consumerClosed'],
    ['anna', 'consumerClosed'],
  ]);
  events.unreachable(replaced.endpointId);
  events.unreachable(ben.endpointId);
  expect(unreachable).toEqual([ben]);
});
