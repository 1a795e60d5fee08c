import { createClient } from '@redis/client';
import type { Log } from '../log.ts';
import type { Batch } from './room-record.ts';

/** Longer than Redis takes for anything that is asked here: then the connection counts as dead. */
const answerMs = 2_000;
const connectMs = 2_000;
const longestRetryMs = 2_000;
/** What is stored under a key is not what a box writes there. */
export class ForeignHash extends Error {}

/** More fields than a room ever has: not written by a box, and not worth the memory. */
const maxFields = 30_000;

type Client = ReturnType<typeof makeClient>;

function makeClient(url: string) {
  return createClient({
    url,
    // What cannot be said now is kept by the rooms, in their own bounds.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: { connectTimeout: connectMs, reconnectStrategy: (retries) => Math.min(longestRetryMs, 50 * 2 ** retries) },
  });
}

/** Hashes in Redis: each question is answered, or fails within 2 s. Says in the log when Redis goes and comes. */
export class RedisHashes {
  private client: Client;
  private isUp: boolean | null = null;
  private isClosed = false;
  private readonly url: string;
  private readonly log: Log;
  private readonly onUp: () => void;

  /** `onUp`: the connection is there (again), and what was stored before may be gone. */
  constructor(url: string, log: Log, onUp: () => void) {
    this.url = url;
    this.log = log;
    this.onUp = onUp;
    this.client = this.connect();
  }

  /** Whether it is worth asking. */
  get ready(): boolean {
    return this.client.isReady;
  }

  /**
   * All fields of a hash; none when there is no such hash.
   * @throws {ForeignHash} when it is no hash, or larger than that of any room
   */
  async read(key: string): Promise<Record<string, string>> {
    const count = await this.ask((client) => client.hLen(key)).catch((error) => {
      throw String(error).includes('WRONGTYPE') ? new ForeignHash('It is no hash.') : error;
    });
    if (count > maxFields) throw new ForeignHash(`It has ${count} fields.`);
    return await this.ask((client) => client.hGetAll(key));
  }

  /** Writes and removes fields in one step, and lets the hash live so long from now. */
  async write(key: string, { isFirst, set, remove }: Batch, lifeMs: number): Promise<void> {
    await this.ask((client) => {
      const steps = client.multi();
      if (isFirst) steps.del(key);
      if (set.length > 0) steps.hSet(key, set);
      if (remove.length > 0) steps.hDel(key, remove);
      steps.pExpire(key, lifeMs);
      return steps.exec();
    });
  }

  /** False when there is no such hash any more. */
  async prolong(key: string, lifeMs: number): Promise<boolean> {
    return (await this.ask((client) => client.pExpire(key, lifeMs))) === 1;
  }

  async delete(key: string): Promise<void> {
    await this.ask((client) => client.unlink(key));
  }

  close(): void {
    this.isClosed = true;
    this.client.destroy();
  }

  private async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    const asked = question(client);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`Redis does not answer within ${answerMs} ms.`));
        this.renew(client);
      }, answerMs).unref();
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
      // It fails later, when nobody waits for it any more.
      asked.catch(() => {});
    }
  }

  /** A connection on which nothing comes is given up: nobody else would notice. */
  private renew(client: Client): void {
    if (this.isClosed || client !== this.client) return;
    client.destroy();
    this.down(new Error('It does not answer.'));
    this.client = this.connect();
  }

  private connect(): Client {
    const client = makeClient(this.url);
    client.on('error', (error) => client === this.client && this.down(error));
    client.on('ready', () => {
      if (client !== this.client || this.isClosed) return;
      if (this.isUp !== true) this.log('redis-up', {});
      this.isUp = true;
      this.onUp();
    });
    // It tries until it is destroyed, which is what fails then.
    client.connect().catch(() => {});
    return client;
  }

  /** One line each time that it goes, however often it is tried in vain. */
  private down(error: unknown): void {
    if (this.isUp !== false && !this.isClosed) this.log('redis-down', { error });
    this.isUp = false;
  }
}
