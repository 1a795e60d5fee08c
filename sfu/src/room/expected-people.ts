import type { Role } from '@parley/worker/contract/roles.ts';
import type { ExpectedParticipant } from '@parley/worker/contract/room-state.ts';
import type { Participant } from '../../contract/shapes.ts';
import type { Cancel, Timers } from '../timers.ts';

/** People who were in the meeting's room on another box, until they join here or their time is over. */
export class ExpectedPeople {
  private readonly waiting = new Map<string, { person: ExpectedParticipant; sinceMs: number; cancel: Cancel }>();

  private readonly timers: Timers;
  private readonly graceMs: number;
  private readonly onMissing: (participantId: string) => void;

  constructor(timers: Timers, graceMs: number, onMissing: (participantId: string) => void) {
    this.timers = timers;
    this.graceMs = graceMs;
    this.onMissing = onMissing;
  }

  get size(): number {
    return this.waiting.size;
  }

  get ids(): string[] {
    return [...this.waiting.keys()];
  }

  has(participantId: string): boolean {
    return this.waiting.has(participantId);
  }

  /** False when they are waited for already. */
  add(person: ExpectedParticipant): boolean {
    if (this.waiting.has(person.id)) return false;
    const cancel = this.timers.after(this.graceMs, () => {
      this.waiting.delete(person.id);
      this.onMissing(person.id);
    });
    this.waiting.set(person.id, { person, sinceMs: Date.now(), cancel });
    return true;
  }

  /** False when they are not waited for, or were of this role already. */
  setRole(participantId: string, role: Role): boolean {
    const entry = this.waiting.get(participantId);
    if (!entry || entry.person.role === role) return false;
    entry.person = { ...entry.person, role };
    return true;
  }

  /** They are not waited for any more; false if they were not. */
  delete(participantId: string): boolean {
    this.waiting.get(participantId)?.cancel();
    return this.waiting.delete(participantId);
  }

  /** As the others see them: suspended, sending nothing that is known of. */
  describe(handOf: (participantId: string) => number | null): Participant[] {
    return [...this.waiting.keys()].flatMap((id) => this.describeOne(id, handOf) ?? []);
  }

  describeOne(participantId: string, handOf: (participantId: string) => number | null): Participant | undefined {
    const entry = this.waiting.get(participantId);
    if (!entry) return undefined;
    const { id, name, role } = entry.person;
    const [joinedAtMs, handRaisedAtMs] = [entry.sinceMs, handOf(id)];
    return { id, name, role, suspended: true, sending: [], joinedAtMs, handRaisedAtMs, quality: 'good' };
  }

  close(): void {
    for (const { cancel } of this.waiting.values()) cancel();
    this.waiting.clear();
  }
}
