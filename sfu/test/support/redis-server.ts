import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { until } from './until.ts';

/** Named in PARLEY_REDIS_SERVER by `npm test`, which installs it; else the one on the PATH. */
const program = process.env.PARLEY_REDIS_SERVER ?? 'redis-server';

/** A real Redis of the test's own, which forgets everything when it ends. */
export class RedisServer {
  readonly port: number;
  private readonly dir: string;
  private child: ChildProcess | null = null;

  private constructor(port: number, dir: string) {
    this.port = port;
    this.dir = dir;
  }

  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'parley-redis-')));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Empty, on the port that it had before. */
  async start(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(program, [...settings, '--dir', this.dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    const ready = new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error('redis-server ended.')));
      child.stdout?.on('data', (text) => String(text).includes('Ready to accept') && resolve());
    });
    await ready;
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }

  /** It takes connections and answers nobody, or goes on. */
  hang(hangs: boolean): void {
    this.child?.kill(hangs ? 'SIGSTOP' : 'SIGCONT');
  }

  /** Something asked or changed by hand. */
  async with<T>(use: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
    const client = await connect(this.url);
    try {
      return await use(client);
    } finally {
      client.destroy();
    }
  }

  /** Waits until a room's hash is as wanted. */
  async holds(key: string, isWanted: (fields: Record<string, string>) => boolean, patienceMs = 8_000): Promise<void> {
    await this.with((client) => until(async () => isWanted(await client.hGetAll(key).catch(() => ({}))), patienceMs));
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.dir, { recursive: true, force: true });
  }
}

async function connect(url: string) {
  const client = createClient({ url });
  client.on('error', () => {});
  return await client.connect();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
