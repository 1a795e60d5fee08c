import type { Log } from '../log.ts';
import { type Peer, participantOf } from './peer.ts';
import type { Room } from './room.ts';
import type { RoomMediaEvents } from './room-media.ts';

/** Hands on to the people of a room what happens to its media. `onUnreachable`: nothing comes from this peer's client any more. */
export function roomMediaEvents(
  room: Pick<Room, 'peers' | 'tell' | 'announcements' | 'name'>,
  log: Log,
  { onReady, onUnreachable }: { onReady(): void; onUnreachable(peer: Peer): void },
): RoomMediaEvents {
  const peerOf = (endpointId: string) => {
    const peer = room.peers.get(participantOf(endpointId));
    // Otherwise it is of one whom this one replaced.
    return peer?.endpointId === endpointId ? peer : undefined;
  };
  return {
    consumerAdded: (id, epoch, consumer) => {
      // Nobody gets a stream of somebody whom they were not told of.
      room.announcements.settleAbout(consumer.participantId);
      peerOf(id)?.notifier.notify('consumerAdded', { epoch, consumer });
    },
    consumerClosed: (id, consumerId) => peerOf(id)?.notifier.notify('consumerClosed', { consumerId }),
    watchedLayers: (id, source, maxSpatialLayer) =>
      peerOf(id)?.notifier.notify('watchedLayers', { source, maxSpatialLayer }),
    unreachable: (id) => {
      const peer = peerOf(id);
      if (peer) onUnreachable(peer);
    },
    speakers: (participantIds) => room.tell('speakers', { participantIds }),
    lost: ({ change }) => log('room-media-lost', { ...room.name, change }),
    partLost: (epoch, endpointIds) => {
      log('room-media-lost', { ...room.name, change: epoch.change });
      const lost = new Set(endpointIds);
      room.tell('mediaReset', { epoch }, ({ endpointId }) => lost.has(endpointId));
      log('room-media-rebuilt', { ...room.name, change: epoch.change, tookMs: 0 });
    },
    failed: (error) => log('room-media-failed', { ...room.name, error }),
    ready: onReady,
    rebuilt: (epoch, tookMs) => {
      onReady();
      log('room-media-rebuilt', { ...room.name, change: epoch.change, tookMs });
      room.tell('mediaReset', { epoch });
    },
  };
}
