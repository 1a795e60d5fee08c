import type { Received } from './path.ts';
import { evidenceFor, judge, type Look, type ProofSample } from './proof.ts';

export type StreamProofsTools = {
  read: (received: Received) => Promise<ProofSample>;
  /** A tile shows this picture now. */
  watched: (participantId: string, source: Received['source']) => boolean;
  nowMs: () => number;
};

/** What is known of a stream besides itself. */
export type ProofFacts = {
  muted: boolean;
  /** What plays in its place now; null for nothing. */
  beside: Received | null;
  /** Its way brings the voices of those who speak: this one may be silent although its microphone is on. */
  mayBeHeldBack: boolean;
};

/** A picture that stays slow is better than two ways for good. */
const slowPatienceMs = 3_000;
/** A voice that is not held back sends a packet at least every 400 ms, silent or not. */
const heldBackAfterMs = 1_000;

/** Which streams are proved to arrive, each looked at until it is. */
export class StreamProofs {
  readonly #tools: StreamProofsTools;
  readonly #firstLooks = new Map<string, Look>();
  /** Since when a picture moves, and too slowly. */
  readonly #slowSince = new Map<string, number>();
  readonly #proved = new Set<string>();

  constructor(tools: StreamProofsTools) {
    this.#tools = tools;
  }

  isProved({ id }: Pick<Received, 'id'>): boolean {
    return this.#proved.has(id);
  }

  /** An older proof says nothing of now; `playing`: unless it has been playing ever since. */
  beginAnew({ id }: Received, playing: boolean): void {
    this.#firstLooks.delete(id);
    this.#slowSince.delete(id);
    if (!playing) this.#proved.delete(id);
  }

  keepOnly(alive: ReadonlySet<string>): void {
    for (const id of this.#proved) if (!alive.has(id)) this.#proved.delete(id);
    for (const looks of [this.#firstLooks, this.#slowSince])
      for (const id of looks.keys()) if (!alive.has(id)) looks.delete(id);
  }

  /** Looks at a stream whose connection stands; true once it is proved. */
  async look(stream: Received, facts: ProofFacts): Promise<boolean> {
    if (this.#proved.has(stream.id)) return true;
    if (!(await this.#proves(stream, facts))) return false;
    this.#proved.add(stream.id);
    return true;
  }

  async #proves(stream: Received, { muted, beside, mayBeHeldBack }: ProofFacts): Promise<boolean> {
    const { participantId, source, id } = stream;
    const evidence = evidenceFor(source, { muted, watched: this.#tools.watched(participantId, source) });
    if (evidence === 'connection' || (mayBeHeldBack && !beside)) return true;
    const [sample, playing] = await Promise.all(
      [stream, beside].map((each) => (each ? this.#tools.read(each).catch(() => null) : null)),
    );
    if (!sample) return false;
    const now: Look = { atMs: this.#tools.nowMs(), stream: sample, playing: playing ?? null };
    const first = this.#firstLooks.get(id);
    if (!first) this.#firstLooks.set(id, now);
    const verdict = first ? judge(evidence, first, now) : 'not-yet';
    if (first && verdict === 'not-yet' && mayBeHeldBack) return this.#isHeldBack(id, first, now);
    if (verdict !== 'slow') return verdict === 'proved';
    this.#firstLooks.set(id, now);
    const sinceMs = this.#slowSince.get(id) ?? now.atMs;
    this.#slowSince.set(id, sinceMs);
    return now.atMs - sinceMs >= slowPatienceMs;
  }

  /** Nothing of this voice comes by the other way either: nobody misses it. */
  #isHeldBack(id: string, first: Look, now: Look): boolean {
    if (now.stream.packetsReceived > first.stream.packetsReceived) return false;
    const comes = (now.playing?.packetsReceived ?? 0) > (first.playing?.packetsReceived ?? 0);
    if (comes) this.#firstLooks.set(id, now);
    return !comes && now.atMs - first.atMs >= heldBackAfterMs;
  }
}
