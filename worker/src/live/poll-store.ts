import { maxSeatsLimit } from '../../contract/meetings.ts';
import { maxPolls, type Poll, type Vote } from '../../contract/room-state.ts';

/** Votes of one poll kept at most: more than can be in a meeting at once, since people come and go. */
const maxVotesPerPoll = 2 * maxSeatsLimit;

/**
 * The polls of a live meeting with their votes, for the next box. A poll that was closed stays so, also when an earlier box is late to
 * tell that it began.
 */
export class PollStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(
      `create table if not exists polls
         (id text primary key, createdAtMs integer not null, open integer not null, json text not null)`,
    );
    this.#sql.exec(
      `create table if not exists votes
         (pollId text not null, participantId text not null, json text not null, primary key (pollId, participantId))`,
    );
    // In which placement somebody voted last, also if they took the vote back.
    this.#sql.exec(
      `create table if not exists votePlacements
         (pollId text not null, participantId text not null, placement integer not null,
          primary key (pollId, participantId))`,
    );
  }

  /** The newest polls are kept. */
  put(poll: Poll): void {
    this.#sql.exec(
      `insert into polls (id, createdAtMs, open, json) values (?, ?, ?, ?)
       on conflict (id) do update set open = excluded.open, json = excluded.json where open = 1`,
      poll.id,
      poll.createdAtMs,
      Number(poll.open),
      JSON.stringify(poll),
    );
    const surplus = this.#sql
      .exec<{ id: string }>(`select id from polls order by createdAtMs desc, rowid desc limit -1 offset ${maxPolls}`)
      .toArray();
    for (const { id } of surplus) this.delete(id);
  }

  delete(id: string): void {
    this.#sql.exec('delete from votes where pollId = ?', id);
    this.#sql.exec('delete from votePlacements where pollId = ?', id);
    this.#sql.exec('delete from polls where id = ?', id);
  }

  /**
   * In place of an earlier vote of the same participant; false, and ignored, if they voted in a later placement. For a poll that is
   * not known here: ignored.
   */
  vote(vote: Vote, placement: number): boolean {
    const { pollId, participantId } = vote;
    const later = 'select 1 from votePlacements where pollId = ? and participantId = ? and placement > ?';
    if (this.#sql.exec(later, pollId, participantId, placement).toArray().length > 0) return false;
    this.#sql.exec(
      'insert or replace into votePlacements (pollId, participantId, placement) select id, ?, ? from polls where id = ?',
      ...[participantId, placement, pollId],
    );
    this.#sql.exec('delete from votes where pollId = ? and participantId = ?', pollId, participantId);
    if (vote.option === null) return true;
    this.#sql.exec(
      `insert into votes (pollId, participantId, json) select id, ?, ? from polls
       where id = ? and (select count(*) from votes where pollId = polls.id) < ${maxVotesPerPoll}`,
      participantId,
      JSON.stringify(vote),
      pollId,
    );
    return true;
  }

  /** Oldest first. */
  polls(): Poll[] {
    return this.#read('select json from polls order by createdAtMs, rowid');
  }

  votes(): Vote[] {
    return this.#read('select json from votes order by rowid');
  }

  clear(): void {
    this.#sql.exec('delete from votes');
    this.#sql.exec('delete from votePlacements');
    this.#sql.exec('delete from polls');
  }

  #read<T>(query: string): T[] {
    return this.#sql
      .exec<{ json: string }>(query)
      .toArray()
      .map(({ json }) => JSON.parse(json) as T);
  }
}
