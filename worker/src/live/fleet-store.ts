import type { Ban, BoxCommand } from '../../contract/box-link.ts';
import type { EnrolmentGrant } from '../auth/box-enrolment.ts';

/** A box as it enrolled. Its load is not here: that lives with its link. */
export type EnrolledBox = { id: string; url: string; region: string; publicX: string; lastLinkedAtMs: number | null };

/** A placement as its box should know it: a projection of what live meetings ordered, for the welcome. */
export type PlacedRoom = { meetingId: string; placement: number; boxId: string; locked: boolean; bans: Ban[] };

export type QueuedCommand = { id: string; boxId: string; command: BoxCommand };

const schema = [
  `create table if not exists boxes (id text primary key, url text not null, region text not null, publicX text not null,
     lastLinkedAtMs integer)`,
  `create table if not exists grants (tokenHash text primary key, boxId text not null, url text not null,
     region text not null, expiresAtMs integer not null, usedForX text)`,
  // `closing` 1: ordered to close, and told to the box as its own until it has acked, so that it closes for the right reason.
  // 2: its people are to go over to a newer placement; told to the box as its own until it said that the room closed.
  `create table if not exists rooms (meetingId text not null, placement integer not null, boxId text not null,
     locked integer not null default 0, bans text not null default '[]', closing integer not null default 0,
     primary key (meetingId, placement))`,
  'create index if not exists roomsOfBox on rooms (boxId)',
  `create table if not exists commands (number integer primary key autoincrement, id text not null unique,
     boxId text not null, command text not null)`,
  'create index if not exists commandsOfBox on commands (boxId)',
  // Boxes that an operator drains. A box that drains by itself says so on its link.
  'create table if not exists draining (boxId text primary key)',
  'create table if not exists usedTokens (jti text primary key, expiresAtMs integer not null)',
];

const columnsOfBox = { boxes: 'id', rooms: 'boxId', commands: 'boxId', grants: 'boxId', draining: 'boxId' };

/** The fleet's SQLite: who is enrolled, which placements run where, and commands that no box has acked yet. */
export class FleetStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const statement of schema) sql.exec(statement);
  }

  boxes(): EnrolledBox[] {
    return this.#sql.exec<EnrolledBox>('select * from boxes order by id').toArray();
  }

  box(id: string): EnrolledBox | null {
    return this.#sql.exec<EnrolledBox>('select * from boxes where id = ?', id).toArray()[0] ?? null;
  }

  saveBox({ id, url, region, publicX }: Omit<EnrolledBox, 'lastLinkedAtMs'>): void {
    this.#sql.exec(
      `insert into boxes (id, url, region, publicX) values (?, ?, ?, ?)
       on conflict (id) do update set url = excluded.url, region = excluded.region, publicX = excluded.publicX`,
      id,
      url,
      region,
      publicX,
    );
  }

  noteLinked(id: string, nowMs: number): void {
    this.#sql.exec('update boxes set lastLinkedAtMs = ? where id = ?', nowMs, id);
  }

  forgetBox(id: string): void {
    for (const [table, column] of Object.entries(columnsOfBox))
      this.#sql.exec(`delete from ${table} where ${column} = ?`, id);
  }

  setDraining(id: string, draining: boolean): void {
    if (draining) this.#sql.exec('insert or ignore into draining (boxId) values (?)', id);
    else this.#sql.exec('delete from draining where boxId = ?', id);
  }

  /** By an operator's command. */
  isDraining(id: string): boolean {
    return this.#sql.exec('select 1 from draining where boxId = ?', id).toArray().length > 0;
  }

  saveGrant(grant: EnrolmentGrant, nowMs: number): void {
    this.#sql.exec('delete from grants where expiresAtMs <= ?', nowMs);
    this.#sql.exec(
      'insert or replace into grants (tokenHash, boxId, url, region, expiresAtMs, usedForX) values (?, ?, ?, ?, ?, ?)',
      grant.tokenHash,
      grant.boxId,
      grant.url,
      grant.region,
      grant.expiresAtMs,
      grant.usedForX,
    );
  }

  grant(tokenHash: string): EnrolmentGrant | null {
    return this.#sql.exec<EnrolmentGrant>('select * from grants where tokenHash = ?', tokenHash).toArray()[0] ?? null;
  }

  /** Notes that a link token was used; false if it was used before. */
  useToken(jti: string, expiresAtMs: number, nowMs: number): boolean {
    this.#sql.exec('delete from usedTokens where expiresAtMs < ?', nowMs);
    const { rowsWritten } = this.#sql.exec('insert or ignore into usedTokens values (?, ?)', jti, expiresAtMs);
    return rowsWritten > 0;
  }

  putRoom(meetingId: string, placement: number, boxId: string): void {
    this.#sql.exec(
      'insert or replace into rooms (meetingId, placement, boxId) values (?, ?, ?)',
      meetingId,
      placement,
      boxId,
    );
  }

  #rooms(where: string, ...values: (string | number)[]): PlacedRoom[] {
    return this.#sql
      .exec<{ meetingId: string; placement: number; boxId: string; locked: number; bans: string }>(
        `select * from rooms where ${where}`,
        ...values,
      )
      .toArray()
      .map(({ meetingId, placement, boxId, locked, bans }) => ({
        meetingId,
        placement,
        boxId,
        locked: locked === 1,
        bans: JSON.parse(bans) as Ban[],
      }));
  }

  /** The placement, unless it is over. */
  room(meetingId: string, placement: number): PlacedRoom | null {
    return this.#rooms('closing = 0 and meetingId = ? and placement = ?', meetingId, placement)[0] ?? null;
  }

  /** Placements of a meeting that are not over. */
  roomsOfMeeting(meetingId: string): PlacedRoom[] {
    return this.#rooms('closing = 0 and meetingId = ?', meetingId);
  }

  /** What a box should have open, those included that it was ordered to close and has not acked. */
  roomsOfBox(boxId: string): PlacedRoom[] {
    return this.#rooms('boxId = ?', boxId);
  }

  /** Placements on a box that are not over. */
  openRoomsOf(boxId: string): PlacedRoom[] {
    return this.#rooms('closing = 0 and boxId = ?', boxId);
  }

  /** The box of a placement that is over or being left, as long as the box has not said that it closed there. */
  boxBeingLeft(meetingId: string, placement: number): string | null {
    return this.#rooms('closing > 0 and meetingId = ? and placement = ?', meetingId, placement)[0]?.boxId ?? null;
  }

  /** Placements of a meeting whose people are on the way to a newer one. */
  movingRooms(meetingId: string): PlacedRoom[] {
    return this.#rooms('closing = 2 and meetingId = ?', meetingId);
  }

  /** The box has closed a room whose people went elsewhere. */
  moveEnded(boxId: string, meetingId: string, placement: number): void {
    this.#sql.exec(
      'delete from rooms where closing = 2 and boxId = ? and meetingId = ? and placement = ?',
      boxId,
      meetingId,
      placement,
    );
  }

  /** What the box has not open any more cannot be on the way from there. */
  keepMoving(boxId: string, open: readonly { meetingId: string; placement: number }[]): void {
    for (const { meetingId, placement } of this.#rooms('closing = 2 and boxId = ?', boxId))
      if (!open.some((room) => room.meetingId === meetingId && room.placement === placement))
        this.moveEnded(boxId, meetingId, placement);
  }

  deleteRoom(meetingId: string, placement: number): void {
    this.#sql.exec('delete from rooms where meetingId = ? and placement = ?', meetingId, placement);
  }

  /** Keeps a command until its box acks it, and notes in the room what the box is told. */
  queue(queued: QueuedCommand, room: PlacedRoom): void {
    const { id, boxId, command } = queued;
    this.#sql.exec('insert into commands (id, boxId, command) values (?, ?, ?)', id, boxId, JSON.stringify(command));
    const { meetingId, placement } = room;
    if (command.name === 'set-rights') this.#dropOlderRights(id, room);
    const set = (column: 'closing' | 'locked' | 'bans', value: string | number) =>
      this.#sql.exec(
        `update rooms set ${column} = ? where meetingId = ? and placement = ?`,
        value,
        meetingId,
        placement,
      );
    if (command.name === 'close-room') set('closing', 1);
    else if (command.name === 'move-room') set('closing', 2);
    else if (command.name === 'lock-room') set('locked', command.locked ? 1 : 0);
    else if (command.name === 'remove-participant') set('bans', JSON.stringify([...room.bans, command.ban]));
  }

  /** Each says all there is to say: what the box has not acked of earlier ones is out of date. */
  #dropOlderRights(newest: string, { boxId, meetingId, placement }: PlacedRoom): void {
    this.#sql.exec(
      `delete from commands where boxId = ? and id <> ? and json_extract(command, '$.name') = 'set-rights'
         and json_extract(command, '$.meetingId') = ? and json_extract(command, '$.placement') = ?`,
      boxId,
      newest,
      meetingId,
      placement,
    );
  }

  /** In the order in which they were given. */
  commandsOf(boxId: string): QueuedCommand[] {
    return this.#sql
      .exec<{ id: string; command: string }>('select id, command from commands where boxId = ? order by number', boxId)
      .toArray()
      .map(({ id, command }) => ({ id, boxId, command: JSON.parse(command) as BoxCommand }));
  }

  /** The box has done it, or says that there is nothing to do. */
  acked(boxId: string, commandId: string): void {
    const [row] = this.#sql
      .exec<{ command: string }>('delete from commands where boxId = ? and id = ? returning command', boxId, commandId)
      .toArray();
    if (!row) return;
    const command = JSON.parse(row.command) as BoxCommand;
    if (command.name === 'close-room') this.deleteRoom(command.meetingId, command.placement);
  }
}
