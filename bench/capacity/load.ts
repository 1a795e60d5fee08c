import { setTimeout as pause } from 'node:timers/promises';
import { Program } from '../floor/program.ts';
import { processCpuSeconds } from '../process-cpu.ts';
import type { Sample } from '../rounds.ts';
import { type Forwarder, type Receivers, type Reporter, stream } from './forwarder.ts';

/** What is still on its way arrives, and what is sent late is counted. */
const settleMs = 200;

/** The stream at 150 packets a second as a camera's encoder sends it: frames of several packets. */
const pace = { framesPerSecond: 30, packetsPerFrame: 5 } as const;

/** One publisher and one who takes what all subscribers get, each in a process of its own. */
export class Load implements Receivers {
  private readonly sender: Program;
  private readonly drain: Program;
  readonly port: number;

  private constructor(sender: Program, drain: Program, port: number) {
    this.sender = sender;
    this.drain = drain;
    this.port = port;
  }

  static async start(): Promise<Load> {
    const drain = new Program('drain');
    const sender = new Program('sender', [String(stream.ssrc), String(stream.packetBytes)]);
    const [port] = await drain.said();
    return new Load(sender, drain, port as number);
  }

  async report({ serverPort, address, key, extension }: Reporter): Promise<void> {
    const [done] = await this.drain.ask(`report ${serverPort} ${address} ${key.toString('hex')} ${extension}`);
    if (done !== 1) throw new Error(`The one at ${address} cannot report.`);
  }

  /** Sends for so long through it. `us_per_packet`: processor time of the forwarder for each packet that a subscriber got. */
  async through(forwarder: Forwarder, subscribers: number, seconds: number): Promise<Sample> {
    const spent = () => forwarder.pids.reduce((sum, pid) => sum + processCpuSeconds(pid), 0);
    await this.drain.ask('look');
    const before = spent();
    const frames = Math.round(seconds * pace.framesPerSecond);
    const [sent] = (await this.sender.ask(
      `${forwarder.port} ${frames} ${pace.framesPerSecond} ${pace.packetsPerFrame}`,
    )) as [number];
    await pause(settleMs);
    const cpu = spent() - before;
    const [received, p50, , p99] = (await this.drain.ask('look')) as [number, number, number, number];
    return {
      received: received / (sent * subscribers),
      values: { us_per_packet: (cpu * 1e6) / Math.max(1, received), fanout_us_p50: p50, fanout_us_p99: p99 },
    };
  }

  end(): void {
    this.sender.end();
    this.drain.end();
  }
}
