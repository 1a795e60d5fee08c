import { mediaPolicy } from '../../contract/media-policy.ts';
import type { Meeting } from '../../contract/meetings.ts';
import { permissions } from '../../contract/roles.ts';
import { schedule } from '../../contract/schedule.ts';

/** A meeting with what its host does not see: whose it is, and whether it was deleted. */
export type StoredMeeting = Meeting & { ownerId: string; deleted: boolean };
export type MeetingSettings = Pick<
  Meeting,
  'title' | 'lobby' | 'maxSeats' | 'media' | 'passcode' | 'beginsWithoutHost' | 'permissions' | 'schedule'
>;

type Row = {
  id: string;
  owner_id: string;
  title: string;
  lobby: number;
  max_seats: number;
  media: string;
  passcode: string | null;
  begins_without_host: number;
  permissions: string;
  schedule: string | null;
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
  passcode: row.passcode,
  beginsWithoutHost: row.begins_without_host === 1,
  permissions: permissions.parse(JSON.parse(row.permissions)),
  schedule: row.schedule === null ? null : schedule.parse(JSON.parse(row.schedule)),
  createdAtMs: row.created_at_ms,
  lastLiveAtMs: row.last_live_at_ms,
  deleted: row.deleted_at_ms !== null,
});

type Column = Exclude<keyof Row, 'id' | 'owner_id' | 'created_at_ms' | 'last_live_at_ms' | 'deleted_at_ms'>;

/** Settings as their columns; those left out are left out. */
function columnsOf(settings: Partial<MeetingSettings>): [Column, string | number | null][] {
  const { lobby, beginsWithoutHost, permissions: allowed, schedule: planned } = settings;
  const columns: Record<Column, string | number | null | undefined> = {
    title: settings.title,
    lobby: lobby === undefined ? undefined : Number(lobby),
    max_seats: settings.maxSeats,
    media: settings.media,
    passcode: settings.passcode,
    begins_without_host: beginsWithoutHost === undefined ? undefined : Number(beginsWithoutHost),
    permissions: allowed && JSON.stringify(allowed),
    schedule: planned && JSON.stringify(planned),
  };
  return (Object.entries(columns) as [Column, string | number | null | undefined][]).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}

/** Takes the id if it is free; null if a meeting has it, or had it. */
export async function insertMeeting(
  db: D1Database,
  id: string,
  ownerId: string,
  settings: MeetingSettings,
  nowMs: number,
): Promise<StoredMeeting | null> {
  const columns = columnsOf(settings);
  const names = ['id', 'owner_id', 'created_at_ms', ...columns.map(([name]) => name)];
  const row = await db
    .prepare(
      `insert into meetings (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
       on conflict (id) do nothing returning *`,
    )
    .bind(id, ownerId, nowMs, ...columns.map(([, value]) => value))
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
  const columns = columnsOf(change);
  // Nothing to change is no error, but not SQL either.
  const set = ['id = id', ...columns.map(([name]) => `${name} = ?`)].join(', ');
  const row = await db
    .prepare(`update meetings set ${set} where id = ? and deleted_at_ms is null returning *`)
    .bind(...columns.map(([, value]) => value), id)
    .first<Row>();
  return row && fromRow(row);
}

/** Leaves a tombstone without what people wrote, nor who was there and how it was. */
export async function deleteMeeting(db: D1Database, id: string, nowMs: number): Promise<void> {
  const tombstone = db.prepare(
    `update meetings set deleted_at_ms = ?, title = '', passcode = null, schedule = null
     where id = ? and deleted_at_ms is null`,
  );
  await db.batch([
    tombstone.bind(nowMs, id),
    db.prepare('delete from attendance_sessions where meeting_id = ?').bind(id),
    db.prepare('delete from ratings where meeting_id = ?').bind(id),
    db.prepare('delete from call_reports where meeting_id = ?').bind(id),
  ]);
}

export async function setLastLive(db: D1Database, id: string, nowMs: number): Promise<void> {
  await db.prepare('update meetings set last_live_at_ms = ? where id = ?').bind(nowMs, id).run();
}
