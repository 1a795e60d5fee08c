import type { Participant } from '@parley/sfu/contract/shapes.ts';
import {
  type ConnectionFacts,
  type Look,
  lossPercent,
  qualityIntervalMs,
  withLook,
} from '../media/connection-quality.ts';
import type { MediaSession } from './media-session.ts';
import { type Measure, worstOf } from './own-quality.ts';

/** How another person's media come here now. */
export type Way = {
  path: 'p2p' | 'sfu' | 'none';
  /** Over a relay (TURN). */
  relayed: boolean;
  rttMs: number | null;
  lossPercent: number | null;
  /** Another way is being prepared or proved. */
  switching: boolean;
};

type Measured = { facts: ConnectionFacts | null; looks: readonly Look[] };

/** Tells the ways of all others when they change; round trip and loss only while somebody looks. */
export class WaysWatch {
  readonly #session: () => MediaSession | null;
  readonly #others: () => readonly Participant[];
  readonly #onWays: (ways: Record<string, Way>) => void;
  #watchers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #planned: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #sfu: { facts: ConnectionFacts | null; looks: Look[] } = { facts: null, looks: [] };

  constructor(
    session: () => MediaSession | null,
    others: () => readonly Participant[],
    onWays: (ways: Record<string, Way>) => void,
  ) {
    this.#session = session;
    this.#others = others;
    this.#onWays = onWays;
  }

  /** Refreshed every 2 s until the returned function is called. */
  watch(): () => void {
    if (this.#closed) return () => undefined;
    this.#watchers++;
    this.#timer ??= setInterval(() => void this.#measure(), qualityIntervalMs);
    void this.#measure();
    let watching = true;
    return () => {
      if (watching && --this.#watchers === 0) this.#rest();
      watching = false;
    };
  }

  /** How this person's own connection does, as what arrives tells; null while nothing does. */
  async measureOwn(): Promise<Measure | null> {
    const session = this.#session();
    if (!session || this.#closed) return null;
    if (session.isDirect) return worstOf(this.#others().map(({ id }) => session.direct.facts(id)));
    if (this.#watchers === 0) await this.#measureBox();
    return worstOf([this.#sfu]);
  }

  /** Something changed: told once for all that changes in one go. */
  refresh(): void {
    if (this.#closed) return;
    this.#planned ??= setTimeout(() => {
      this.#planned = undefined;
      this.#tell();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#planned);
    clearInterval(this.#timer);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#sfu = { facts: null, looks: [] };
  }

  async #measure(): Promise<void> {
    await this.#measureBox();
    this.#tell();
  }

  async #measureBox(): Promise<void> {
    const facts =
      (await this.#session()
        ?.sfuPath?.facts()
        .catch(() => null)) ?? null;
    const before =
      this.#sfu.facts && facts && facts.packetsReceived < this.#sfu.facts.packetsReceived ? [] : this.#sfu.looks;
    this.#sfu = { facts, looks: facts ? withLook(before, { atMs: performance.now(), ...facts }) : [] };
  }

  #tell(): void {
    const session = this.#session();
    if (!session || this.#closed) return;
    this.#onWays(Object.fromEntries(this.#others().map(({ id }) => [id, this.#way(session, id)])));
  }

  #way(session: MediaSession, participantId: string): Way {
    const kinds = session.played.playingKinds(participantId);
    const path = kinds[0] ?? session.played.settledKind(participantId) ?? 'none';
    const { facts, looks }: Measured = path === 'p2p' ? session.direct.facts(participantId) : this.#sfu;
    const measured = this.#watchers > 0 && path !== 'none';
    return {
      path,
      relayed: path !== 'none' && (facts?.relayed ?? false),
      rttMs: measured ? (facts?.rttMs ?? null) : null,
      lossPercent: measured ? lossPercent(looks) : null,
      switching: session.played.isSwitching(participantId),
    };
  }
}
