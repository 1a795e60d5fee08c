import { countMedia } from './media/media-counts.ts';
import type { SignalingCounts } from './signaling/peer-socket.ts';

/** Everything `/metrics` shows; also what tests assert to be zero after everyone left. */
export interface BoxCounts extends SignalingCounts {
  rooms: number;
  /** Of these, the ones whose media are to go directly from person to person. */
  roomsInP2p: number;
  peers: number;
  participants: number;
  /** Of rooms and media; the box's own are not counted. */
  timers: number;
  sockets: number;
  /** Join tokens remembered as used, until they have expired. */
  usedTokens: number;
  linked: boolean;
  /** It was asked to stop, and waits for its rooms to be moved away. */
  draining: boolean;
  healthyMediaWorkers: number;
  capacity: number;
  /** Busiest media worker's share of a core, 0 to 1. */
  cpu: number;
}

/** Prometheus text format, version 0.0.4. */
export function writeMetrics(counts: BoxCounts): string {
  const media = countMedia();
  const gauge = (name: string, help: string, value: number) => [
    `# HELP parley_${name} ${help}`,
    `# TYPE parley_${name} gauge`,
    `parley_${name} ${value}`,
  ];
  const counter = (name: string, help: string, value: number) => [
    `# HELP parley_${name}_total ${help}`,
    `# TYPE parley_${name}_total counter`,
    `parley_${name}_total ${value}`,
  ];
  return [
    gauge('rooms', 'Rooms open on this box.', counts.rooms),
    gauge('rooms_in_p2p', 'Rooms whose media are to go directly from person to person.', counts.roomsInP2p),
    gauge('peers', 'Peers in any state but left.', counts.peers),
    gauge('participants', 'Participants, suspended ones included.', counts.participants),
    gauge('sockets', 'Signaling sockets.', counts.sockets),
    gauge('used_tokens', 'Join tokens remembered as used.', counts.usedTokens),
    gauge('timers', 'Running timers of rooms and media.', counts.timers),
    gauge('capacity', 'Participants the box is willing to carry.', counts.capacity),
    gauge('linked', 'Whether the box link is up.', Number(counts.linked)),
    gauge('draining', 'Whether the box waits for its rooms to be moved away.', Number(counts.draining)),
    gauge('media_workers', 'Media workers running.', counts.healthyMediaWorkers),
    gauge('media_worker_cpu', 'Busiest media worker, share of one core.', counts.cpu),
    gauge('routers', 'mediasoup routers.', media.routers),
    gauge('transports', 'mediasoup transports.', media.transports),
    gauge('producers', 'mediasoup producers.', media.producers),
    gauge('consumers', 'mediasoup consumers.', media.consumers),
    gauge('picture_consumers', 'Of these, the ones of pictures.', media.pictureConsumers),
    gauge(
      'paused_consumers',
      'Consumers that send nothing now: muted, hidden, or kept for later.',
      media.pausedConsumers,
    ),
    gauge('probes', 'Data channels that probe the way through the box.', media.probes),
    counter('requests', 'Signaling requests since the start.', counts.requests),
    counter('bad_messages', 'Signaling messages refused or ignored as malformed.', counts.badMessages),
    counter('floods', 'Sockets closed for sending too many of those.', counts.floods),
    gauge('resident_memory_bytes', 'Memory of the signaling process.', process.memoryUsage.rss()),
  ]
    .flat()
    .join('\n')
    .concat('\n');
}
