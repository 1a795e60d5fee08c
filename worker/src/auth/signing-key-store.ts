import type { KeyTimes } from './signing-key-state.ts';

/** `privateJwk` is the encrypted private key. */
export type StoredKey = KeyTimes & { kid: string; publicX: string; privateJwk: string };

export async function listKeys(db: D1Database): Promise<StoredKey[]> {
  const { results } = await db
    .prepare(
      `select number, kid, public_x as publicX, private_jwk as privateJwk, signs_from_ms as signsFromMs
       from signing_keys order by number`,
    )
    .all<StoredKey>();
  return results;
}

/** Keeps the key unless another one took its number; the caller reads the list again to see which. */
export async function insertKey(db: D1Database, key: StoredKey): Promise<void> {
  await db
    .prepare(
      `insert into signing_keys (number, kid, public_x, private_jwk, signs_from_ms) values (?, ?, ?, ?, ?)
       on conflict do nothing`,
    )
    .bind(key.number, key.kid, key.publicX, key.privateJwk, key.signsFromMs)
    .run();
}

export async function deleteKeys(db: D1Database, numbers: readonly number[]): Promise<void> {
  const marks = numbers.map(() => '?').join(', ');
  if (numbers.length > 0)
    await db
      .prepare(`delete from signing_keys where number in (${marks})`)
      .bind(...numbers)
      .run();
}
