import { type Roster, type RosterChange, reconciled, withExpected } from './roster.ts';
import type { Stay } from './stay.ts';

type Known = Pick<Stay, 'roster' | 'participantId'>;

export type ShownRosterTools = {
  /** Where this person is; null outside. */
  stay: () => Known | null;
  /** The stay on a box that is being left. */
  oldStay: () => Known | null;
  /** `first`: those who are there are no news. */
  onChange: (change: RosterChange, first: boolean) => void;
};

/**
 * The others as they are shown, over all stays. A class that comes, or leaves, is many notices in a row, each a task of its own: they
 * are shown together, in the task after them.
 */
export class ShownRoster {
  readonly #tools: ShownRosterTools;
  // A timer would wait for a second in a tab that nobody looks at.
  readonly #tasks = new MessageChannel();
  #now: Roster = [];
  #due = false;
  #first = false;

  constructor(tools: ShownRosterTools) {
    this.#tools = tools;
    this.#tasks.port1.onmessage = () => this.showIfDue();
  }

  get now(): Roster {
    return this.#now;
  }

  /** At once. */
  show(): void {
    const first = this.#first;
    this.#due = false;
    this.#first = false;
    const stay = this.#tools.stay();
    if (!stay) return;
    const old = this.#tools.oldStay();
    const merged = withExpected(stay.roster, old?.roster ?? this.#now, old !== null);
    const change = reconciled(this.#now, merged, stay.participantId);
    this.#now = change.roster;
    this.#tools.onChange(change, first);
  }

  /** `first`: those who are there are no news. */
  showSoon(first = false): void {
    this.#first ||= first;
    if (this.#due) return;
    this.#due = true;
    this.#tasks.port2.postMessage(null);
  }

  /** Before anything that asks who is here. */
  showIfDue(): void {
    if (this.#due) this.show();
  }

  close(): void {
    this.#due = false;
    this.#tasks.port1.close();
  }
}
