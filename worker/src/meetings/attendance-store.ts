import type * as z from 'zod/mini';
import type { AttendanceSession, attendance } from '../../contract/meetings.ts';
import { role } from '../../contract/roles.ts';

export type Stay = z.infer<typeof attendance>;
/** A time that a meeting was live. */
export type Session = Omit<AttendanceSession, 'stays'>;

/** Times that are kept of a meeting: the latest. */
export const maxSessions = 50;
/** Stays told at once: of the latest times. */
const maxStays = 20_000;
/** Statements that the database takes at once. */
const maxBatch = 50;

/** Writes what changed. Of a meeting that was deleted meanwhile nothing is written. */
export async function writeAttendance(
  db: D1Database,
  meetingId: string,
  sessions: readonly Session[],
  stays: readonly { startedAtMs: number; stay: Stay }[],
): Promise<void> {
  const statements = [
    ...sessions.flatMap((session) => sessionStatements(db, meetingId, session)),
    ...stays.map(({ startedAtMs, stay }) => stayStatement(db, meetingId, startedAtMs, stay)),
  ];
  for (let at = 0; at < statements.length; at += maxBatch) await db.batch(statements.slice(at, at + maxBatch));
}

function sessionStatements(db: D1Database, meetingId: string, session: Session): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `insert into attendance_sessions (meeting_id, started_at_ms, ended_at_ms)
         select ?1, ?2, ?3 where exists (select 1 from meetings where id = ?1 and deleted_at_ms is null)
         on conflict (meeting_id, started_at_ms) do update set ended_at_ms = excluded.ended_at_ms`,
      )
      .bind(meetingId, session.startedAtMs, session.endedAtMs),
    db
      .prepare(
        `delete from attendance_sessions where meeting_id = ?1 and started_at_ms not in
           (select started_at_ms from attendance_sessions where meeting_id = ?1 order by started_at_ms desc limit ?2)`,
      )
      .bind(meetingId, maxSessions),
  ];
}

function stayStatement(db: D1Database, meetingId: string, startedAtMs: number, stay: Stay): D1PreparedStatement {
  return db
    .prepare(
      `insert into attendance_stays (meeting_id, started_at_ms, participant_id, joined_at_ms, left_at_ms, name, role)
       select ?1, ?2, ?3, ?4, ?5, ?6, ?7
         where exists (select 1 from attendance_sessions where meeting_id = ?1 and started_at_ms = ?2)
       on conflict (meeting_id, started_at_ms, participant_id, joined_at_ms)
         do update set left_at_ms = excluded.left_at_ms, name = excluded.name, role = excluded.role`,
    )
    .bind(meetingId, startedAtMs, stay.participantId, stay.joinedAtMs, stay.leftAtMs, stay.name, stay.role);
}

type StayRow = {
  started_at_ms: number;
  participant_id: string;
  joined_at_ms: number;
  left_at_ms: number | null;
  name: string;
  role: string;
};

/** The latest time first, stays in the order of coming. */
export async function readAttendance(db: D1Database, meetingId: string): Promise<AttendanceSession[]> {
  const sessions = await db
    .prepare(
      `select started_at_ms as startedAtMs, ended_at_ms as endedAtMs from attendance_sessions
       where meeting_id = ? order by started_at_ms desc limit ?`,
    )
    .bind(meetingId, maxSessions)
    .all<Session>();
  const stays = await db
    .prepare(
      `select * from attendance_stays where meeting_id = ?
       order by started_at_ms desc, joined_at_ms, rowid limit ?`,
    )
    .bind(meetingId, maxStays)
    .all<StayRow>();
  const bySession = Map.groupBy(stays.results, (row) => row.started_at_ms);
  return sessions.results.map((session) => ({
    ...session,
    stays: (bySession.get(session.startedAtMs) ?? []).map((row) => ({
      participantId: row.participant_id,
      name: row.name,
      role: role.parse(row.role),
      joinedAtMs: row.joined_at_ms,
      leftAtMs: row.left_at_ms,
    })),
  }));
}
