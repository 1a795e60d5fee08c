import { mediaPolicy } from '../../contract/media-policy.ts';
import type { Meeting } from '../../contract/meetings.ts';

/** A meeting with what its host does not see: whose it is, and whether it was deleted. */
export type StoredMeeting = Meeting & { ownerId: string; deleted: boolean };
export type MeetingSettings = Pick<Meeting, 'title' | 'lobby' | 'maxSeats' | 'media'>;

type Row = {
  id: string;
  owner_id: string;
  title: string;
  lobby: number;
  max_seats: number;
  media: string;
  created_at_ms: number;
  last_live_at_ms: number | null;
  deleted_at_ms: number | null;
};

const fromRow = (row: Row): StoredMeeting => ({
  id: row.id,
  ownerId: row.owner_id,
  title: row.title,
  lobby: row.lobby === 1,
  maxSeats: row.max_seats,
  media: mediaPolicy.parse(row.media),
  createdAtMs: row.created_at_ms,
  lastLiveAtMs: row.last_live_at_ms,
  deleted: row.deleted_at_ms !== null,
});

/** Takes the id if it is free; null if a meeting has it, or had it. */
export async function insertMeeting(
  db: D1Database,
  id: string,
  ownerId: string,
  settings: MeetingSettings,
  nowMs: number,
): Promise<StoredMeeting | null> {
  const row = await db
    .prepare(
      `insert into meetings (id, owner_id, title, lobby, max_seats, media, created_at_ms) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (id) do nothing returning *`,
    )
    .bind(id, ownerId, settings.title, settings.lobby ? 1 : 0, settings.maxSeats, settings.media, nowMs)
    .first<Row>();
  return row && fromRow(row);
}

/** Null if there never was such a meeting; a deleted one is returned as its tombstone. */
export async function findMeeting(db: D1Database, id: string): Promise<StoredMeeting | null> {
  const row = await db.prepare('select * from meetings where id = ?').bind(id).first<Row>();
  return row && fromRow(row);
}

/** Last used first. */
export async function listMeetings(db: D1Database, ownerId: string): Promise<StoredMeeting[]> {
  const { results } = await db
    .prepare(
      `select * from meetings where owner_id = ? and deleted_at_ms is null
       order by coalesce(last_live_at_ms, created_at_ms) desc, id limit 500`,
    )
    .bind(ownerId)
    .all<Row>();
  return results.map(fromRow);
}

/** Null if it was deleted meanwhile. */
export async function updateMeeting(
  db: D1Database,
  id: string,
  change: Partial<MeetingSettings>,
): Promise<StoredMeeting | null> {
  const row = await db
    .prepare(
      `update meetings set title = coalesce(?, title), lobby = coalesce(?, lobby), max_seats = coalesce(?, max_seats),
         media = coalesce(?, media)
       where id = ? and deleted_at_ms is null returning *`,
    )
    .bind(
      change.title ?? null,
      change.lobby === undefined ? null : change.lobby ? 1 : 0,
      change.maxSeats ?? null,
      change.media ?? null,
      id,
    )
    .first<Row>();
  return row && fromRow(row);
}

/** Leaves a tombstone without a title. */
export async function deleteMeeting(db: D1Database, id: string, nowMs: number): Promise<void> {
  await db
    .prepare(`update meetings set deleted_at_ms = ?, title = '' where id = ? and deleted_at_ms is null`)
    .bind(nowMs, id)
    .run();
}

export async function setLastLive(db: D1Database, id: string, nowMs: number): Promise<void> {
  await db.prepare('update meetings set last_live_at_ms = ? where id = ?').bind(nowMs, id).run();
}
