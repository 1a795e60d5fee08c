import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { WaitingReason } from '../../contract/meetings.ts';
import { allPermitted, type Permissions } from '../../contract/roles.ts';
import type { Schedule } from '../../contract/schedule.ts';
import { AttemptStore } from './attempt-store.ts';
import { ChatStore } from './chat-store.ts';
import { FileStore } from './file-store.ts';
import type { Phase } from './live-meeting-state.ts';
import { PastSeatStore } from './past-seat-store.ts';
import type { PlacementReason } from './placement-reason.ts';
import { PollStore } from './poll-store.ts';
import type { LiveBan, Seat } from './seat.ts';
import { StayStore } from './stay-store.ts';

/** What a live meeting knows about itself. What comes before `phase` is from the meeting's row and changes with it, choices excepted. */
export type LiveFacts = {
  meetingId: string;
  ownerId: string;
  title: string;
  maxSeats: number;
  mediaSetting: MediaPolicy;
  /** The meeting's own setting, and what a host chose while it is live (null: nothing). */
  lobbySetting: boolean;
  lobbyChoice: boolean | null;
  /** Asked of guests; null: the link is enough. */
  passcode: string | null;
  beginsWithoutHost: boolean;
  /** As for the lobby: the setting, and what hosts chose while it is live. */
  permissionsSetting: Permissions;
  permissionsChoice: Permissions | null;
  schedule: Schedule | null;
  phase: Phase;
  locked: boolean;
  /** Grows by one with every stay on a box; 0 before the first. */
  placement: number;
  /** The first placement of this time: what was said in an earlier one belongs to a time that is over. */
  firstPlacement: number;
  box: { id: string; url: string } | null;
  /** The box has the room open, as far as it told. */
  roomOpen: boolean;
  /** How media travel in the present placement: a change of the setting waits for the next one. Null before the first. */
  media: MediaPolicy | null;
  /** The room ended, or its box forgot it, while it was in use: the next to join starts another placement. */
  lost: boolean;
  /** Why the next placement was asked for, while it is not known whether the fleet gave it; null otherwise. */
  unanswered: PlacementReason | null;
  /** The box of the present placement has not been told yet what was before. */
  untold: boolean;
  /** Until when those may arrive who were in the room of the placement before; null when nobody was. */
  arriveByMs: number | null;
  /** Grows with each change of somebody's role or of what guests may do. */
  rights: number;
  /** The participant whom a host shows to everybody. */
  spotlight: string | null;
  /** Where that was said last, also if it was nobody. */
  spotlightPlacement: number;
  /** When the first of this time came in, as attendance and ratings have it; null: nobody has. */
  attendedSinceMs: number | null;
  /** Why guests wait, as those who do were told; null: nothing keeps them. */
  waitingReason: WaitingReason | null;
};

/** What earlier versions did not write. */
const factsBefore = {
  mediaSetting: 'auto',
  firstPlacement: 0,
  media: null,
  lost: false,
  unanswered: null,
  untold: false,
  arriveByMs: null,
  passcode: null,
  beginsWithoutHost: true,
  permissionsSetting: allPermitted,
  permissionsChoice: null,
  schedule: null,
  rights: 0,
  spotlight: null,
  spotlightPlacement: 0,
  waitingReason: null,
  attendedSinceMs: null,
} as const;
const seatBefore = { denials: 0, expectedBack: false, handRaisedAtMs: null, gone: null, askedName: null } as const;

type EarlierSeat = Omit<Seat, keyof typeof seatBefore | 'placement'>;

export type LiveContents = { facts: LiveFacts; seats: Seat[]; bans: LiveBan[] };

/**
 * The live meeting's own SQLite. Everything is read at once when the object wakes up and written through as it changes.
 * Nothing is written for a meeting that does not exist: anyone can make up ids.
 */
export class LiveMeetingStore {
  readonly chat: ChatStore;
  readonly polls: PollStore;
  readonly files: FileStore;
  readonly stays: StayStore;
  readonly pastSeats: PastSeatStore;
  readonly attempts: AttemptStore;
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.chat = new ChatStore(sql);
    this.polls = new PollStore(sql);
    this.files = new FileStore(sql);
    this.stays = new StayStore(sql);
    this.pastSeats = new PastSeatStore(sql);
    this.attempts = new AttemptStore(sql);
  }

  load(): LiveContents | null {
    const tables = this.#sql.exec(`select name from sqlite_master where name = 'facts'`).toArray();
    if (tables.length === 0) return null;
    const read = <T>(query: string) =>
      this.#sql
        .exec<{ json: string }>(query)
        .toArray()
        .map(({ json }) => JSON.parse(json) as T);
    const [written] = read<LiveFacts>('select json from facts');
    if (!written) return null;
    this.#createParts();
    const facts = { ...factsBefore, ...written };
    const { placement } = facts;
    const seats = read<EarlierSeat>('select json from seats').map(
      (seat): Seat => ({ ...seatBefore, placement, ...seat }),
    );
    return { facts, seats, bans: read('select json from bans order by number') };
  }

  create(facts: LiveFacts): void {
    this.#sql.exec('create table if not exists facts (id integer primary key check (id = 1), json text not null)');
    this.#sql.exec('create table if not exists seats (id text primary key, json text not null)');
    this.#sql.exec('create table if not exists bans (number integer primary key autoincrement, json text not null)');
    this.#createParts();
    this.saveFacts(facts);
  }

  #createParts(): void {
    const { chat, polls, files, stays, pastSeats, attempts } = this;
    for (const part of [chat, polls, files, stays, pastSeats, attempts]) part.create();
  }

  saveFacts(facts: LiveFacts): void {
    this.#sql.exec('insert or replace into facts (id, json) values (1, ?)', JSON.stringify(facts));
  }

  saveSeat(seat: Seat): void {
    this.#sql.exec('insert or replace into seats (id, json) values (?, ?)', seat.id, JSON.stringify(seat));
  }

  deleteSeat(id: string): void {
    this.#sql.exec('delete from seats where id = ?', id);
  }

  addBan(ban: LiveBan): void {
    this.#sql.exec('insert into bans (json) values (?)', JSON.stringify(ban));
  }

  clearBans(): void {
    this.#sql.exec('delete from bans');
  }
}
