import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Counted, OrderName, Orders } from './crowd-process.ts';
import type { Place, Ticket } from './participant.ts';

/** One process full of participants; it does one thing at a time. */
class CrowdProcess {
  private readonly child: ChildProcess = fork(path.join(import.meta.dirname, 'crowd-process.ts'));

  ask<N extends OrderName>(name: N, order: Orders[N]['order']): Promise<Orders[N]['done']> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('A crowd ended by itself.'));
      this.child.once('exit', ended);
      this.child.once('message', (answer: { done: Orders[N]['done'] } | { error: string }) => {
        this.child.off('exit', ended);
        if ('done' in answer) resolve(answer.done);
        else reject(new Error(answer.error));
      });
      this.child.send({ name, order });
    });
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

/** Participants of one box, spread over two processes: one could not keep a box busy. */
export class Crowd {
  private readonly processes = [new CrowdProcess(), new CrowdProcess()];
  private readonly place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  /** Milliseconds until all were in. */
  async join(tickets: readonly Ticket[], atATime: number): Promise<number> {
    const parts = this.processes.map((_, part) => tickets.filter((_, index) => index % this.processes.length === part));
    const share = Math.ceil(atATime / this.processes.length);
    const done = await this.all((each, part) =>
      each.ask('join', { place: this.place, tickets: parts[part] ?? [], atATime: share }),
    );
    return Math.max(...done.map(({ ms }) => ms));
  }

  /** Requests that were acked. */
  async toggle(perSecond: number, forMs: number): Promise<number> {
    const done = await this.all((each) => each.ask('toggle', { perSecond: perSecond / this.processes.length, forMs }));
    return done.reduce((sum, { requests }) => sum + requests, 0);
  }

  async rush(atATime: number, forMs: number): Promise<{ requests: number; ms: number }> {
    const share = Math.ceil(atATime / this.processes.length);
    const done = await this.all((each) => each.ask('rush', { atATime: share, forMs }));
    return {
      requests: done.reduce((sum, { requests }) => sum + requests, 0),
      ms: Math.max(...done.map(({ ms }) => ms)),
    };
  }

  /** Somebody in the room mutes or unmutes. */
  async toggleOne(room: string): Promise<void> {
    await this.processes[0]?.ask('toggleOne', { room });
  }

  /** What everybody, or all of a room, were told since the last time. */
  async count(room?: string): Promise<Counted> {
    const counts = await this.all((each) => each.ask('count', room === undefined ? {} : { room }));
    const sum = (field: keyof Counted) => counts.reduce((total, each) => total + each[field], 0);
    return { people: sum('people'), rosterChanges: sum('rosterChanges'), bytes: sum('bytes') };
  }

  end(): void {
    for (const each of this.processes) each.end();
  }

  private all<T>(ask: (each: CrowdProcess, part: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.processes.map(ask));
  }
}
