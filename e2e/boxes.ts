import { readFileSync } from 'node:fs';
import path from 'node:path';
import { box } from '../worker/contract/boxes.ts';
import { meetingPreview } from '../worker/contract/meetings.ts';
import { eventually } from './eventually.ts';
import { descendants, findProcesses } from './processes.ts';
import type { RunningSystem } from './start-parley.ts';

/** The boxes of a running system, as its operator sees them and as their machine does. */
export class Boxes {
  private readonly system: RunningSystem;

  constructor(system: RunningSystem) {
    this.system = system;
  }

  /** An operator's call to the Worker. */
  async call(method: 'GET' | 'POST', where: string, body?: unknown): Promise<Response> {
    const { origin, data } = this.system;
    const { OPERATOR_KEY } = JSON.parse(readFileSync(path.join(data, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    return await fetch(`${origin}${where}`, {
      method,
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, origin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async list() {
    const { boxes } = (await (await this.call('GET', '/api/boxes')).json()) as { boxes: unknown[] };
    return boxes.map((each) => box.parse(each));
  }

  /** The box that serves a meeting, as the Worker says to whoever may come in. */
  async serving(meetingId: string): Promise<string> {
    const { boxUrl } = meetingPreview.parse(await (await this.call('GET', `/api/meetings/${meetingId}`)).json());
    const found = (await this.list()).find(({ url }) => url === boxUrl);
    if (!found) throw new Error(`No box serves ${meetingId}`);
    return found.id;
  }

  /** Resolves when so many boxes are linked: the killed ones are back. */
  async linked(count: number): Promise<void> {
    await eventually(async () => {
      const linked = (await this.list()).filter((each) => each.linked && each.healthy);
      if (linked.length !== count) throw new Error(`${linked.length} of ${count} boxes are linked`);
    }, 30_000);
  }

  /** Process of a box. */
  pid(id: string): number {
    const found = findProcesses(this.system.pid, /sfu\/src\/main\.ts/).find(
      ({ pid }) => environmentOf(pid).BOX_ID === id,
    );
    if (!found) throw new Error(`No process of ${id}`);
    return found.pid;
  }

  mediaWorkerPids(id: string): number[] {
    return descendants(this.pid(id))
      .filter(({ command }) => command.includes('mediasoup-worker'))
      .map(({ pid }) => pid);
  }

  /** To the box alone; kill -9 takes its media workers along within moments. */
  signal(id: string, signal: NodeJS.Signals): void {
    process.kill(this.pid(id), signal);
  }

  /** To the box and its media workers, as when their whole machine stops or goes on. */
  signalMachine(id: string, signal: NodeJS.Signals): void {
    for (const pid of [...this.mediaWorkerPids(id), this.pid(id)]) process.kill(pid, signal);
  }
}

function environmentOf(pid: number): Record<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, 'utf8')
    .split('\0')
    .map((entry) => entry.split('=', 2));
  return Object.fromEntries(entries);
}
