import type { Source } from '@parley/sfu/contract/shapes.ts';

/** What this person wants to send of one source; null: nothing, and nobody shall expect it. */
export type Sent = { track: MediaStreamTrack | null; muted: boolean } | null;

export type SentSourceTools = {
  /** Tells everybody; null: it is no more. Never rejects: what could not be told is told again later. */
  tell: (source: Source, muted: boolean | null) => Promise<void>;
  /** Sends it by all ways; null: no more. Never rejects. */
  send: (source: Source, sending: { track: MediaStreamTrack | null } | null) => Promise<void>;
};

/**
 * What comes next. Muting is told first and unmuting last, so that nobody looks at a frozen picture; something new is told before it
 * is sent, for the box takes only what was announced.
 */
export function nextSentStep(wanted: Sent, told: boolean | null, sent: Sent): 'tell' | 'send' | null {
  const rightTold = told === (wanted?.muted ?? null);
  const rightSent = (wanted === null) === (sent === null) && wanted?.track === sent?.track;
  if (rightTold) return rightSent ? null : 'send';
  const tellFirst = wanted === null || wanted.muted || told === null;
  return tellFirst || rightSent ? 'tell' : 'send';
}

/** Brings what is told and sent of one source to what is wanted, one step at a time; of quick wishes only the last one counts. */
export class SentSource {
  readonly #source: Source;
  readonly #tools: SentSourceTools;
  #wanted: Sent = null;
  #told: boolean | null = null;
  #sent: Sent = null;
  #working = false;

  constructor(source: Source, tools: SentSourceTools) {
    this.#source = source;
    this.#tools = tools;
  }

  get told(): boolean | null {
    return this.#told;
  }

  /** For a way that is new. */
  get sending(): { track: MediaStreamTrack | null } | null {
    return this.#sent && { track: this.#sent.track };
  }

  set(wanted: Sent): void {
    this.#wanted = wanted;
    if (!this.#working) void this.#work();
  }

  /** It was told with the request to enter. */
  toldAs(muted: boolean | null): void {
    this.#told = muted;
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (;;) {
        const wanted = this.#wanted;
        const step = nextSentStep(wanted, this.#told, this.#sent);
        if (step === null) return;
        if (step === 'tell') {
          this.#told = wanted?.muted ?? null;
          await this.#tools.tell(this.#source, this.#told);
        } else {
          this.#sent = wanted;
          await this.#tools.send(this.#source, wanted && { track: wanted.track });
        }
      }
    } finally {
      this.#working = false;
    }
  }
}
