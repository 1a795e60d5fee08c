import { runInDurableObject } from 'cloudflare:test';
import { fleetStub } from './fake-box.ts';
import { env } from './harness.ts';

/** All that the Worker knows lastingly: the database, the fleet and one live meeting. Counters of requests are no state. */
export async function snapshot(meetingId: string) {
  const tables = [
    'user',
    'session',
    'account',
    'passkey',
    'meetings',
    'signing_keys',
    'attendance_sessions',
    'attendance_stays',
    'ratings',
  ];
  const database = await Promise.all(
    tables.map(async (table) => (await env.DB.prepare(`select * from "${table}" order by 1`).all()).results),
  );
  return { database, fleet: await contentsOf(fleetStub()), meeting: await contentsOf(meetingStub(meetingId)) };
}

export function meetingStub(meetingId: string) {
  return env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(meetingId));
}

function contentsOf(stub: ReturnType<typeof fleetStub> | ReturnType<typeof meetingStub>) {
  return runInDurableObject(stub as DurableObjectStub, (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        `select name from sqlite_master where type = 'table' and name not glob '_cf_*' order by name`,
      )
      .toArray()
      .filter(({ name }) => name !== 'usedTokens' && !name.startsWith('sqlite_'));
    return tables.map(({ name }) => [name, storage.sql.exec(`select * from ${name} order by 1`).toArray()]);
  });
}
