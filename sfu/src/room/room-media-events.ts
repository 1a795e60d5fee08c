import type { ConsumerOptions } from '../../contract/requests.ts';
import type { Epoch } from '../../contract/shapes.ts';
import type { Log } from '../log.ts';
import type { MediaSpanEvents } from '../media/media-span.ts';
import { type Peer, participantOf } from './peer.ts';
import type { Room } from './room.ts';

/** What the room hears of its media. Endpoint ids are peers' own; owners are participants. */
export interface RoomMediaEvents extends Omit<MediaSpanEvents, 'consumerAdded' | 'lost'> {
  consumerAdded(endpointId: string, epoch: Epoch, consumer: ConsumerOptions): void;
  /** The media are gone; they are being rebuilt. */
  lost(epoch: Epoch): void;
  /** The media of these endpoints are gone, and they have to open theirs anew; all others keep theirs. */
  partLost(epoch: Epoch, endpointIds: readonly string[]): void;
  /** Media are ready for the first time. */
  ready(): void;
  /** Media are ready again, and everybody has to open theirs anew. */
  rebuilt(epoch: Epoch, tookMs: number): void;
}

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
      log('room-media-partly-lost', { ...room.name, change: epoch.change, peers: endpointIds.length });
      const lost = new Set(endpointIds);
      room.tell('mediaReset', { epoch }, ({ endpointId }) => lost.has(endpointId));
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
