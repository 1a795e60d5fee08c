import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeWorker } from '../../sfu/test/support/fake-worker.ts';
import { grant } from '../../worker/contract/roles.ts';
import { cpuSeconds } from '../class/cpu.ts';
import type { Inside } from './look-inside.ts';
import type { Place, Ticket } from './participant.ts';

const boxId = 'box-1';
const mediaPort = 47_000;
const startPatienceMs = 20_000;
const endPatienceMs = 5_000;

/** Processor seconds so far. */
export interface Spent {
  box: number;
  mediaWorker: number;
}

/** A box as an operator runs it, in its own process, with join tokens that a Worker of ours signs. */
export class RealBox {
  readonly place: Place;
  private readonly child: ChildProcess;
  private readonly worker: FakeWorker;
  private readonly dataDir: string;
  private admitted = 0;

  private constructor(parts: { place: Place; child: ChildProcess; worker: FakeWorker; dataDir: string }) {
    this.place = parts.place;
    this.child = parts.child;
    this.worker = parts.worker;
    this.dataDir = parts.dataDir;
  }

  /** `nodeArguments`: to look at it more closely. */
  static async start(nodeArguments: readonly string[] = []): Promise<RealBox> {
    const worker = await FakeWorker.start();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'parley-bench-box-'));
    const lookInside = path.join(import.meta.dirname, 'look-inside.ts');
    const main = path.join(import.meta.dirname, '..', '..', 'sfu', 'src', 'main.ts');
    const child = spawn(process.execPath, ['--expose-gc', '--import', lookInside, ...nodeArguments, main], {
      env: {
        ...process.env,
        PARLEY_WORKER_URL: worker.origin,
        BOX_ID: boxId,
        BOX_REGION: 'local',
        BOX_PORT: '0',
        BOX_CAPACITY: '10000',
        BOX_PUBLIC_URL: 'http://127.0.0.1:4400',
        BOX_DATA_DIR: dataDir,
        BOX_ENROLMENT_TOKEN: 'enrolment-token-of-the-bench',
        MEDIA_LISTEN_ADDRESSES: '127.0.0.1',
        MEDIA_PORT: String(mediaPort),
        MEDIA_WORKERS: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    try {
      const port = await portOf(child);
      return new RealBox({ place: { url: `http://127.0.0.1:${port}`, origin: worker.origin }, child, worker, dataDir });
    } catch (error) {
      child.kill('SIGKILL');
      await worker.stop();
      throw error;
    }
  }

  /** Tickets for as many people in one room. */
  async tickets(room: string, people: number): Promise<Ticket[]> {
    return await Promise.all(Array.from({ length: people }, () => this.ticket(room)));
  }

  spent(): Spent {
    const seconds = (command: RegExp) => [...cpuSeconds(command).values()].reduce((sum, each) => sum + each, 0);
    return { box: seconds(/sfu\/src\/main\.ts/), mediaWorker: seconds(/mediasoup-worker/) };
  }

  /** As it is inside; begins to look at the event loop anew. */
  async look(): Promise<Inside> {
    this.child.send('look');
    const [inside] = (await once(this.child, 'message')) as [Inside];
    return inside;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    const killing = setTimeout(() => this.child.kill('SIGKILL'), endPatienceMs);
    this.child.kill('SIGINT');
    await exited;
    clearTimeout(killing);
    await this.worker.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async ticket(room: string): Promise<Ticket> {
    this.admitted += 1;
    const number = this.admitted;
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const token = await this.worker.sign({
      iss: this.worker.origin,
      aud: boxId,
      sub: randomUUID(),
      room,
      placement: 1,
      name: `Guest ${number}`,
      role: 'guest',
      media: 'sfu',
      grants: grant.options,
      rights: 0,
      jti: randomUUID(),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + 120,
    });
    return { room, token, address: `10.0.${number >> 8}.${number & 255}` };
  }
}

/** Waits until the box is linked, and tells the port that it has got; the rest of its log is of no interest. */
async function portOf(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error('The box did not start in time.')), startPatienceMs);
    child.once('exit', (code) => reject(new Error(`The box ended with ${code}.`)));
    let port = 0;
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (port < 0) return;
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const { msg, ...fields } = JSON.parse(line) as { msg: string; port?: number };
        if (msg === 'box-started') port = fields.port ?? 0;
        if (msg !== 'link-up') continue;
        clearTimeout(giveUp);
        resolve(port);
        port = -1;
        return;
      }
    });
  });
}
