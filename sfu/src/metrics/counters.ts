import { participantEnd, type RoomEvent, roomEnd } from '@parley/worker/contract/box-link.ts';
import { boxRefusalCode } from '@parley/worker/contract/boxes.ts';
import { boxErrorCode } from '../../contract/errors.ts';
import { requests } from '../../contract/requests.ts';
import type { Log, LogEvent } from '../log.ts';
import { byLabel, type Metric } from './exposition.ts';

interface Counted {
  name: string;
  help: string;
  /** The field that tells apart, and all that it can be. */
  by?: readonly [field: string, values: readonly string[]];
}

/** Each line of the log that is counted: a transition that is worth a line is worth a number. */
const fromLog: Partial<Record<LogEvent, Counted>> = {
  'peer-joined': { name: 'participants_joined', help: 'People who joined a room.' },
  'peer-suspended': { name: 'participants_suspended', help: 'Participants whose signaling was lost.' },
  'peer-resumed': { name: 'participants_resumed', help: 'Participants whose signaling came back.' },
  'peer-left': {
    name: 'peers_left',
    help: 'Peers whose stay ended, by reason.',
    by: ['reason', participantEnd.options],
  },
  'handshake-refused': {
    name: 'handshakes_refused',
    help: 'Connections refused, by code.',
    by: ['code', boxErrorCode.options],
  },
  'room-opened': { name: 'rooms_opened', help: 'Rooms opened.' },
  'room-closed': { name: 'rooms_closed', help: 'Rooms closed, by reason.', by: ['reason', roomEnd.options] },
  'room-moving': { name: 'rooms_moving', help: 'Rooms that were told to move to another box.' },
  'mode-changed': {
    name: 'mode_changes',
    help: 'Changes of how media travel, by the new mode.',
    by: ['mode', ['p2p', 'sfu']],
  },
  'path-troubled': {
    name: 'path_troubles',
    help: 'Troubles with the way between two people.',
    by: ['trouble', requests.reportTrouble.payload.shape.trouble.options],
  },
  'room-media-rebuilt': { name: 'media_recoveries', help: 'Rooms rebuilt after the loss of their media worker.' },
  'room-media-failed': { name: 'media_failures', help: 'Media operations of rooms that failed.' },
  'media-worker-died': { name: 'media_worker_deaths', help: 'Media workers that died and were started again.' },
  'link-up': { name: 'link_connects', help: 'Times that the box link came up.' },
  'link-refused': {
    name: 'link_refusals',
    help: 'Times that the Worker began to refuse the box link, by code.',
    by: ['code', boxRefusalCode.options],
  },
  'unexpected-error': { name: 'unexpected_errors', help: 'Errors that nobody expected; the log has them.' },
};

/** Of what people do in rooms; a poll that ends counts like one that begins. */
const fromRooms: Partial<Record<RoomEvent['type'], Counted>> = {
  chat: { name: 'chat_messages', help: 'Chat messages, files included.' },
  hand: { name: 'hand_changes', help: 'Hands raised or lowered.' },
  poll: { name: 'poll_changes', help: 'Polls begun, ended or dropped.' },
  vote: { name: 'votes', help: 'Votes given, changed or taken back.' },
};

/** Counts of one thing, by a closed list of values: another one counts as none. */
class Tally {
  readonly counts: Map<string, number>;
  private readonly counted: Counted;

  constructor(counted: Counted) {
    this.counted = counted;
    this.counts = new Map((counted.by?.[1] ?? ['']).map((value) => [value, 0]));
  }

  add(fields: Readonly<Record<string, unknown>>): void {
    const value = this.counted.by ? String(fields[this.counted.by[0]]) : '';
    const before = this.counts.get(value);
    if (before !== undefined) this.counts.set(value, before + 1);
  }

  metric(): Metric {
    const { name, help, by } = this.counted;
    if (!by) return { name, help, type: 'counter', values: [{ value: this.counts.get('') ?? 0 }] };
    return byLabel({ name, help, type: 'counter' }, by[0], this.counts);
  }
}

function tallies<N extends string>(table: Partial<Record<N, Counted>>): Map<string, Tally> {
  const entries = Object.entries(table) as [string, Counted][];
  return new Map(entries.map(([name, counted]) => [name, new Tally(counted)]));
}

/** What happened since the start, counted where it is said anyway: in the log, to the Worker, and at the gate. */
export class Counters {
  private readonly ofLog = tallies(fromLog);
  private readonly ofRooms = tallies(fromRooms);
  private readonly ofRequests = new Tally({
    name: 'requests_refused',
    help: 'Signaling requests refused, by code.',
    by: ['code', boxErrorCode.options],
  });

  /** The same log, counted. */
  follow(log: Log): Log {
    return (event, fields) => {
      this.ofLog.get(event)?.add(fields as Readonly<Record<string, unknown>>);
      log(event, fields);
    };
  }

  roomEvent({ type }: RoomEvent): void {
    this.ofRooms.get(type)?.add({});
  }

  requestRefused(code: string): void {
    this.ofRequests.add({ code });
  }

  metrics(): Metric[] {
    return [...this.ofLog.values(), ...this.ofRooms.values(), this.ofRequests].map((tally) => tally.metric());
  }
}
