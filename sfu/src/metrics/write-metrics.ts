import type { BoxProblem } from '@parley/worker/contract/box-link.ts';
import { boxProblem } from '@parley/worker/contract/box-link.ts';
import type { BoxRefusalCode } from '@parley/worker/contract/boxes.ts';
import { protocolVersion } from '../../contract/version.ts';
import { countMedia } from '../media/media-counts.ts';
import type { SendBatchingCounts } from '../media/send-batching-state.ts';
import type { SignalingCounts } from '../signaling/peer-socket.ts';
import { byLabel, counter, gauge, type Metric, writeExposition } from './exposition.ts';
import { sendBatchingMetrics } from './send-batching.ts';

/** Everything `/metrics` shows as it is now; also what tests assert to be zero after everyone left. */
export interface BoxCounts extends SignalingCounts {
  software: string;
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
  /** Why the Worker does not let the box in, and what to do; null: it does, or was not asked yet. */
  linkRefusal: { code: BoxRefusalCode; advice: string } | null;
  /** What keeps it from taking new meetings. */
  problems: readonly BoxProblem[];
  /** It was asked to stop, and waits for its rooms to be moved away. */
  draining: boolean;
  healthyMediaWorkers: number;
  mediaWorkers: number;
  /** Of each media worker with send batching. */
  sendBatching: readonly SendBatchingCounts[];
  capacity: number;
  /** What it is willing to send, in Mbit/s; null: it does not say. */
  capacityMbps: number | null;
  /** Busiest media worker's share of a core, 0 to 1. */
  cpu: number;
  sendMbps: number;
  sentBytes: number;
  receivedBytes: number;
  /** On the data folder's disk; null: not known. */
  freeBytes: number | null;
  /** By how much its clock is off, in milliseconds. */
  clockErrorMs: number;
  /** By how much the event loop is late, in seconds. */
  loopDelay: { p50: number; p99: number };
  /** Null: it keeps nothing in Redis. */
  redisIsUp: boolean | null;
}

const bytesPerMbit = 1e6 / 8;

/** All metrics in Prometheus text format. `counted`: what happened since the start. */
export function writeMetrics(counts: BoxCounts, counted: readonly Metric[]): string {
  return writeExposition([
    ...ofRooms(counts),
    ...ofMedia(counts),
    ...sendBatchingMetrics(counts.sendBatching),
    ...ofFleet(counts),
    ...ofSignaling(counts),
    ...ofProcess(counts),
    ...counted,
  ]);
}

function ofRooms(counts: BoxCounts): Metric[] {
  return [
    gauge('rooms', 'Rooms open on this box.', counts.rooms),
    gauge('rooms_in_p2p', 'Rooms whose media are to go directly from person to person.', counts.roomsInP2p),
    gauge('peers', 'Peers in any state but left.', counts.peers),
    gauge('participants', 'Participants, suspended ones included.', counts.participants),
    gauge('capacity', 'Participants the box is willing to carry.', counts.capacity),
    gauge('timers', 'Running timers of rooms and media.', counts.timers),
  ];
}

function ofMedia(counts: BoxCounts): Metric[] {
  const media = countMedia();
  const sending = media.consumers - media.pausedConsumers;
  const capacity = counts.capacityMbps;
  return [
    gauge('media_workers', 'Media workers running.', counts.healthyMediaWorkers),
    gauge('media_workers_wanted', 'Media workers that should run.', counts.mediaWorkers),
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
    gauge('sending_consumers', 'Consumers that send.', sending),
    gauge('probes', 'Data channels that probe the way through the box.', media.probes),
    gauge('media_send_bytes_per_second', 'Sent to people over the last sample.', counts.sendMbps * bytesPerMbit),
    ...(capacity === null
      ? []
      : [gauge('capacity_bytes_per_second', 'What the box is willing to send.', capacity * bytesPerMbit)]),
    counter('media_sent_bytes', 'Sent to people, as sampled every 5 s.', counts.sentBytes),
    counter('media_received_bytes', 'Received from people, as sampled every 5 s.', counts.receivedBytes),
  ];
}

function ofFleet({ linked, draining, problems, clockErrorMs, freeBytes, software }: BoxCounts): Metric[] {
  const has = (problem: BoxProblem) => [problem, Number(problems.includes(problem))] as const;
  const help = 'What keeps the box from taking new meetings: 1 while it does.';
  return [
    {
      name: 'build_info',
      type: 'gauge',
      help: 'Always 1: version of the software and of its signaling.',
      values: [{ labels: { version: software, protocol: String(protocolVersion) }, value: 1 }],
    },
    gauge('linked', 'Whether the box link is up.', Number(linked)),
    gauge('draining', 'Whether the box waits for its rooms to be moved away.', Number(draining)),
    byLabel({ name: 'problem', type: 'gauge', help }, 'problem', boxProblem.options.map(has)),
    gauge('clock_error_seconds', 'By how much the clock is ahead of the Worker’s.', clockErrorMs / 1e3),
    ...(freeBytes === null ? [] : [gauge('free_disk_bytes', 'Free on the disk of the data folder.', freeBytes)]),
  ];
}

function ofSignaling(counts: BoxCounts): Metric[] {
  return [
    gauge('sockets', 'Signaling sockets.', counts.sockets),
    gauge('used_tokens', 'Join tokens remembered as used.', counts.usedTokens),
    counter('requests', 'Signaling requests since the start.', counts.requests),
    counter('bad_messages', 'Signaling messages refused or ignored as malformed.', counts.badMessages),
    counter('floods', 'Sockets closed for sending too many of those.', counts.floods),
  ];
}

function ofProcess({ loopDelay, redisIsUp }: BoxCounts): Metric[] {
  return [
    ...(redisIsUp === null ? [] : [gauge('redis_up', 'Whether Redis can be reached.', Number(redisIsUp))]),
    gauge('resident_memory_bytes', 'Memory of the signaling process.', process.memoryUsage.rss()),
    gauge('event_loop_delay_p50_seconds', 'Lateness of the event loop over the last 10 s, median.', loopDelay.p50),
    gauge('event_loop_delay_p99_seconds', 'Lateness of the event loop over the last 10 s, 99 %.', loopDelay.p99),
    gauge(
      'start_time_seconds',
      'When the process started, since 1970.',
      Math.round(Date.now() / 1e3 - process.uptime()),
    ),
  ];
}
