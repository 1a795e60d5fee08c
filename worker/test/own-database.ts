import { env } from './harness.ts';

/** The database under another identity: nothing that was read or counted before is known of it. `seen`: what is asked of it. */
export function ownDatabase() {
  const seen = { reads: 0, writes: 0 };
  const DB = new Proxy(env.DB, {
    get: (db, name) => {
      if (name === 'prepare') seen.reads++;
      if (name === 'batch') seen.writes++;
      return Reflect.get(db, name).bind(db);
    },
  });
  return { env: { DB }, seen };
}
