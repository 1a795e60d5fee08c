import type { Sending, Source } from '@parley/sfu/contract/shapes.ts';
import { holdsVoicesBack, mayBeLeftOut } from './left-out.ts';
import type { Received } from './path.ts';
import { type ProofSample, proofIntervalMs } from './proof.ts';
import { StreamProofs } from './stream-proofs.ts';

/** One source of one person: what plays is first, the other ways that are still there follow. */
export type Playing = { participantId: string; source: Source; muted: boolean; streams: readonly Received[] };

export type SwitcherTools = {
  read: (received: Received) => Promise<ProofSample>;
  /** This path leads through a box, which may leave out what nobody would see or hear. */
  selects: (pathId: string) => boolean;
  /** The connection under this path stands. */
  connected: (pathId: string) => boolean;
  /** A tile shows this picture now. */
  watched: (participantId: string, source: Source) => boolean;
  /** As setTimeout and clearTimeout; replaced in tests. */
  schedule: (task: () => void, delayMs: number) => () => void;
  nowMs: () => number;
};

export type SwitcherEvents = {
  onPlaying: (playing: readonly Playing[]) => void;
  /** This source plays another way from now on. */
  onFlip: (participantId: string, source: Source, pathId: string) => void;
  /** Everything that this person sends is proved on the wanted way, and plays there; once per wish. */
  onFlipped: (participantId: string, pathId: string) => void;
  /** The proof did not come in time; what played plays on, and the proof is still awaited. Once per wish. */
  onUnproved: (participantId: string, pathId: string) => void;
};

type Want = { pathId: string; prove: boolean; sinceMs: number; flipped: boolean; complained: boolean };
/** What plays of one source. */
type Slot = { pathId: string; streamId: string };

const unprovedAfterMs = 8_000;
/** After that, it is looked for now and then only. */
const quietIntervalMs = 500;

/**
 * Decides what plays when a stream arrives by several ways: the wanted one as soon as it is proved, and until then what plays
 * already; what there is rather than nothing. Each source flips alone.
 */
export class Switcher {
  readonly #tools: SwitcherTools;
  readonly #events: SwitcherEvents;
  #roster = new Map<string, readonly Sending[]>();
  readonly #received = new Map<string, readonly Received[]>();
  readonly #wants = new Map<string, Want>();
  readonly #slots = new Map<string, Slot>();
  readonly #proofs: StreamProofs;
  #cancel: (() => void) | null = null;
  #looking = false;
  #emitted = '';

  constructor(tools: SwitcherTools, events: SwitcherEvents) {
    this.#tools = tools;
    this.#proofs = new StreamProofs(tools);
    this.#events = events;
  }

  /** Who is here and what they say they send: only that is played. */
  setRoster(participants: readonly { id: string; sending: readonly Sending[] }[]): void {
    this.#roster = new Map(participants.map(({ id, sending }) => [id, sending]));
    for (const id of [...this.#wants.keys()]) if (!this.#roster.has(id)) this.#wants.delete(id);
    this.#settle();
  }

  /** All that arrives by one path now. A path that closes has nothing more. */
  setReceived(pathId: string, received: readonly Received[]): void {
    if (received.length > 0) this.#received.set(pathId, received);
    else this.#received.delete(pathId);
    this.#settle();
  }

  /** `prove`: `onFlipped` is wanted, so that even what nothing else plays is proved. */
  want(participantId: string, pathId: string, prove: boolean): void {
    const before = this.#wants.get(participantId);
    if (before?.pathId === pathId) {
      // Said again with every change of the room: what was planned stays planned.
      if (before.prove === prove) return;
      before.prove = prove;
      this.#plan(0);
      return;
    }
    this.#wants.set(participantId, {
      pathId,
      prove,
      sinceMs: this.#tools.nowMs(),
      flipped: false,
      complained: false,
    });
    // An older proof says nothing of now, unless it has been playing ever since.
    const playing = new Set([...this.#slots.values()].map(({ streamId }) => streamId));
    for (const stream of this.#streamsOf(participantId)) this.#proofs.beginAnew(stream, playing.has(stream.id));
    this.#settle();
  }

  /** Everything of theirs is proved on this path and plays there. */
  isFlipped(participantId: string, pathId: string): boolean {
    const want = this.#wants.get(participantId);
    return want?.pathId === pathId && want.flipped;
  }

  /** Paths by which something of this person plays now. */
  playingPaths(participantId: string): string[] {
    const paths = (this.#roster.get(participantId) ?? []).flatMap(({ source }) => {
      const slot = this.#slots.get(slotKey(participantId, source));
      return slot ? [slot.pathId] : [];
    });
    return [...new Set(paths)];
  }

  /** Something changed that only a look will tell: a connection stands, a tile is watched. */
  lookAgain(): void {
    this.#plan(0);
  }

  close(): void {
    this.#cancel?.();
    this.#roster.clear();
    this.#received.clear();
    this.#wants.clear();
    this.#settle();
  }

  #streamsOf(participantId: string): Received[] {
    return [...this.#received.values()].flat().filter((each) => each.participantId === participantId);
  }

  #stream(pathId: string, participantId: string, source: Source): Received | undefined {
    return this.#received
      .get(pathId)
      ?.find((each) => each.participantId === participantId && each.source === source && isLive(each));
  }

  /** What plays follows what is there; then what is wanted is looked after. */
  #settle(): void {
    const playing: Playing[] = [];
    const kept = new Set<string>();
    for (const [participantId, sending] of this.#roster)
      for (const { source, muted } of sending) {
        const streams = this.#arrange(participantId, source);
        if (streams.length === 0) continue;
        kept.add(slotKey(participantId, source));
        playing.push({ participantId, source, muted, streams });
      }
    for (const key of [...this.#slots.keys()]) if (!kept.has(key)) this.#slots.delete(key);
    this.#proofs.keepOnly(new Set([...this.#received.values()].flat().map(({ id }) => id)));
    this.#emit(playing);
    this.#plan(0);
  }

  #arrange(participantId: string, source: Source): Received[] {
    const key = slotKey(participantId, source);
    const slot = this.#slots.get(key);
    const streams = [...this.#received.keys()].flatMap((pathId) => this.#stream(pathId, participantId, source) ?? []);
    const current = slot && this.#stream(slot.pathId, participantId, source);
    if (current) {
      slot.streamId = current.id;
      return [current, ...streams.filter((each) => each !== current)];
    }
    const wanted = this.#wants.get(participantId)?.pathId;
    const pathId = [wanted, ...[...this.#received.keys()].reverse()].find(
      (each) => each !== undefined && this.#stream(each, participantId, source),
    );
    const next = pathId === undefined ? undefined : this.#stream(pathId, participantId, source);
    if (!next || pathId === undefined) return [];
    this.#play(participantId, source, pathId, next);
    return [next, ...streams.filter((each) => each !== next)];
  }

  #play(participantId: string, source: Source, pathId: string, stream: Received): void {
    this.#slots.set(slotKey(participantId, source), { pathId, streamId: stream.id });
    this.#events.onFlip(participantId, source, pathId);
  }

  #emit(playing: readonly Playing[]): void {
    const signature = JSON.stringify(
      playing.map((each) => [each.participantId, each.source, each.muted, each.streams.map(({ id }) => id)]),
    );
    if (signature === this.#emitted) return;
    this.#emitted = signature;
    this.#events.onPlaying(playing);
  }

  #plan(delayMs: number): void {
    if (this.#looking) return;
    this.#cancel?.();
    this.#cancel = null;
    if (![...this.#wants].some(([id, want]) => this.#isPending(id, want))) return;
    this.#cancel = this.#tools.schedule(() => {
      this.#cancel = null;
      void this.#look();
    }, delayMs);
  }

  /** Something may still flip, or the whole person has to be told of. */
  #isPending(participantId: string, want: Want): boolean {
    if (want.prove && !want.flipped) return true;
    return (this.#roster.get(participantId) ?? []).some(({ source }) => {
      const slot = this.#slots.get(slotKey(participantId, source));
      return slot && slot.pathId !== want.pathId && this.#stream(want.pathId, participantId, source);
    });
  }

  async #look(): Promise<void> {
    this.#looking = true;
    let changed = false;
    let quiet = true;
    try {
      for (const [participantId, want] of [...this.#wants]) {
        if (!this.#isPending(participantId, want)) continue;
        const flips = await this.#lookAt(participantId, want);
        if (this.#wants.get(participantId) !== want) {
          quiet = false;
          continue;
        }
        changed ||= flips.length > 0;
        for (const { source, stream } of flips) this.#play(participantId, source, want.pathId, stream);
        this.#conclude(participantId, want);
        if (!want.complained) quiet = false;
      }
    } finally {
      this.#looking = false;
    }
    if (changed) this.#settle();
    else this.#plan(0);
    // What was just planned for at once waits for its turn, so that the browser is not asked without a pause.
    if (this.#cancel) this.#plan(quiet ? quietIntervalMs : proofIntervalMs);
  }

  /** Looks at what is wanted of one person; returns what is proved and does not play there yet. */
  async #lookAt(participantId: string, want: Want): Promise<{ source: Source; stream: Received }[]> {
    const flips: { source: Source; stream: Received }[] = [];
    for (const { source, muted } of this.#roster.get(participantId) ?? []) {
      const stream = this.#stream(want.pathId, participantId, source);
      if (!stream) continue;
      const proved = this.#proofs.isProved(stream) || (await this.#proves(stream, want.pathId, muted));
      const slot = this.#slots.get(slotKey(participantId, source));
      if (proved && slot?.pathId !== want.pathId) flips.push({ source, stream });
    }
    return flips.filter(({ source, stream }) => this.#stream(want.pathId, participantId, source) === stream);
  }

  async #proves(stream: Received, pathId: string, muted: boolean): Promise<boolean> {
    if (!this.#tools.connected(pathId)) return false;
    const isVoice = stream.source === 'mic' && this.#tools.selects(pathId);
    const mayBeHeldBack = isVoice && holdsVoicesBack(this.#voices(pathId));
    return await this.#proofs.look(stream, { muted, beside: this.#playingInPlaceOf(stream), mayBeHeldBack });
  }

  #voices(pathId: string): number {
    return (this.#received.get(pathId) ?? []).filter(({ source }) => source === 'mic').length;
  }

  /** Nobody would see or hear it, and it need not come by this way. */
  #isLeftOut(pathId: string, participantId: string, { source, muted }: Sending): boolean {
    if (!this.#tools.selects(pathId)) return false;
    const watched = this.#tools.watched(participantId, source);
    return mayBeLeftOut(source, { muted, watched, voices: this.#voices(pathId) });
  }

  /** What plays now, while this stream is to take its place. */
  #playingInPlaceOf({ id, participantId, source }: Received): Received | null {
    const slot = this.#slots.get(slotKey(participantId, source));
    const playing = slot && this.#stream(slot.pathId, participantId, source);
    return playing && playing.id !== id ? playing : null;
  }

  #conclude(participantId: string, want: Want): void {
    if (want.flipped) return;
    const sending = this.#roster.get(participantId);
    const complete =
      sending !== undefined &&
      this.#tools.connected(want.pathId) &&
      sending.every((each) => {
        const stream = this.#stream(want.pathId, participantId, each.source);
        if (!stream) return this.#isLeftOut(want.pathId, participantId, each);
        const slot = this.#slots.get(slotKey(participantId, each.source));
        return this.#proofs.isProved(stream) && slot?.pathId === want.pathId;
      });
    if (complete) {
      want.flipped = true;
      this.#events.onFlipped(participantId, want.pathId);
    } else if (!want.complained && this.#tools.nowMs() - want.sinceMs >= unprovedAfterMs) {
      want.complained = true;
      this.#events.onUnproved(participantId, want.pathId);
    }
  }
}

function slotKey(participantId: string, source: Source): string {
  return `${participantId}:${source}`;
}

function isLive({ track }: Received): boolean {
  return track.readyState !== 'ended';
}
