import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { cpuSeconds } from '../class/cpu.ts';
import type { Place, Ticket } from './participant.ts';

/** Socket.IO without a box around it, in its own process: what the same notices cost at the least. */
export class BareServer {
  readonly place: Place;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.place = { url: `http://127.0.0.1:${port}`, origin: 'http://127.0.0.1' };
  }

  static async start(): Promise<BareServer> {
    const child = fork(path.join(import.meta.dirname, 'bare-server.ts'));
    const [port] = (await once(child, 'message')) as [number];
    return new BareServer(child, port);
  }

  tickets(room: string, people: number): Ticket[] {
    return Array.from({ length: people }, () => ({ room, token: room, address: '10.0.0.1' }));
  }

  /** Processor seconds so far. */
  spent(): number {
    return [...cpuSeconds(/bare-server\.ts/).values()].reduce((sum, each) => sum + each, 0);
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
