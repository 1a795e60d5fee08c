import type { Roster } from './roster.ts';
import type { Stay, StayEvent } from './stay.ts';

export type OldBoxTools = {
  /** Everybody of this roster plays from the new box. */
  allFlipped: (roster: Roster) => boolean;
  onRoster: () => void;
  /** A host ended this person's stay, here as everywhere. */
  onLeft: (event: Extract<StayEvent, { type: 'left' }>) => void;
  /** The stay there is over; what it left on screen may stay. */
  onOver: (stay: Stay) => void;
};

/**
 * The box that a room moves away from. It serves on beside the new one until everybody there plays from the new one, or the box says
 * that it is over.
 */
export class OldBox {
  readonly #tools: OldBoxTools;
  #stay: Stay | null = null;
  #toldMoved = false;

  constructor(tools: OldBoxTools) {
    this.#tools = tools;
  }

  get stay(): Stay | null {
    return this.#stay;
  }

  begin(stay: Stay): void {
    this.end();
    this.#stay = stay;
    this.#toldMoved = false;
  }

  onEvent(event: StayEvent): void {
    if (event.type === 'roster') this.#tools.onRoster();
    // Entered at two boxes at once, one of them may think that the other replaced it.
    else if (event.type === 'left' && event.reason !== 'replaced') this.#tools.onLeft(event);
    else if (event.type === 'left' || event.type === 'placeLost' || event.type === 'connectionLost') this.end();
  }

  /** Tells the box, once, when nobody needs it any more. */
  check(): void {
    const stay = this.#stay;
    if (!stay || this.#toldMoved || !this.#tools.allFlipped(stay.roster)) return;
    this.#toldMoved = true;
    stay.request('moved', {}).catch((thrown) => console.warn('old-box: moved could not be told', thrown));
  }

  end(): void {
    const stay = this.#stay;
    if (!stay) return;
    this.#stay = null;
    stay.close();
    this.#tools.onOver(stay);
  }
}
