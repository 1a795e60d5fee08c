import type { PayloadOf } from '@parley/sfu/contract/requests.ts';
import type { Signal } from '@parley/sfu/contract/signal.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import { type ConnectionFacts, isLossy, type Look, qualityIntervalMs, withLook } from '../media/connection-quality.ts';
import { carePatienceMs, type DirectCareEvent, type DirectCareState, nextCare } from '../media/direct-care.ts';
import type { DirectPath, DirectPathOptions } from '../media/direct-path.ts';
import type { PathHealth, Received } from '../media/path.ts';

export type Trouble = PayloadOf<'reportTrouble'>['trouble'];

export type DirectMediaTools = {
  selfId: string;
  makePath: (
    options: Pick<DirectPathOptions, 'participantId' | 'link' | 'polite' | 'send' | 'events' | 'onStuck'>,
  ) => DirectPath;
  signal: (to: string, signal: Signal) => void;
  report: (participantId: string, trouble: Trouble) => void;
  /** Credentials that are still good; null when there are none to be had now. */
  freshIceServers: () => Promise<IceServer[] | null>;
  /** This meeting knows no other way: a broken connection is made anew, again and again. */
  insists: () => boolean;
  onReceived: (path: DirectPath, received: readonly Received[]) => void;
  /** A path came, went, connected or broke. */
  onChange: () => void;
};

type Link = {
  path: DirectPath;
  care: DirectCareState;
  patience: ReturnType<typeof setTimeout> | undefined;
  /** The other end's name for its end; null until it is heard of. */
  theirs: string | null;
  /** One of their descriptions was taken in: another name of theirs means that they began anew. */
  negotiated: boolean;
  looks: Look[];
  facts: ConnectionFacts | null;
  told: Set<Trouble>;
};

const longestBackoffMs = 30_000;
const stuckAtMost = 5;
/** Their earlier names, whose late signals must not begin anything. */
const namesKept = 8;
/** Their signals may make this end begin so many connections within so many milliseconds; further ones are ignored. */
const begunAtMost = { count: 3, withinMs: 10_000 };

/** The direct connections of this person, one for each other person with whom there is one. */
export class DirectMedia {
  readonly #tools: DirectMediaTools;
  readonly #links = new Map<string, Link>();
  readonly #pastNames = new Map<string, string[]>();
  readonly #attempts = new Map<string, number>();
  /** How often the ends could not agree; by participant. */
  readonly #stuck = new Map<string, number>();
  /** When their signals made this end begin a connection. */
  readonly #begunAtMs = new Map<string, number[]>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tools: DirectMediaTools) {
    this.#tools = tools;
  }

  get paths(): DirectPath[] {
    return [...this.#links.values()].map(({ path }) => path);
  }

  path(participantId: string): DirectPath | null {
    return this.#links.get(participantId)?.path ?? null;
  }

  state(participantId: string): 'none' | 'connecting' | 'connected' | 'broken' {
    const link = this.#links.get(participantId);
    if (!link) return 'none';
    if (link.care === 'shaky' || link.care === 'restarting') return 'connected';
    return link.care;
  }

  facts(participantId: string): { facts: ConnectionFacts | null; looks: readonly Look[] } {
    return this.#links.get(participantId) ?? { facts: null, looks: [] };
  }

  /** Begins a connection, unless there is one. */
  open(participantId: string): void {
    if (!this.#links.has(participantId)) this.#begin(participantId, null);
  }

  receive(from: string, signal: Signal): void {
    if (this.#pastNames.get(from)?.includes(signal.link)) return;
    const before = this.#links.get(from);
    const isNewName = before !== undefined && before.theirs !== null && before.theirs !== signal.link;
    // Where nothing of theirs was taken in yet, their new end can use what this end offers already.
    const begins = !before || (isNewName && before.negotiated);
    if (begins && !this.#mayBegin(from)) return;
    if (isNewName && before.theirs) this.#remember(from, before.theirs);
    const link = begins ? this.#begin(from, signal.link) : before;
    link.theirs = signal.link;
    if (signal.description) link.negotiated = true;
    link.path.receive(signal);
  }

  /** Signals to or from them may be lost: what does not stand is begun anew, and an open question is asked again. */
  renew(participantId: string): void {
    const link = this.#links.get(participantId);
    if (link?.path.connected) link.path.resend();
    else if (link) this.#anew(participantId);
  }

  close(participantId: string): void {
    const link = this.#links.get(participantId);
    if (!link) return;
    this.#end(participantId, link);
    this.#attempts.delete(participantId);
    this.#tools.onChange();
  }

  /** They left: nothing of them is kept. */
  forget(participantId: string): void {
    this.close(participantId);
    this.#pastNames.delete(participantId);
    this.#stuck.delete(participantId);
    this.#begunAtMs.delete(participantId);
  }

  closeAll(): void {
    for (const id of [...this.#links.keys()]) this.close(id);
  }

  #begin(participantId: string, theirs: string | null): Link {
    const before = this.#links.get(participantId);
    if (before) this.#end(participantId, before);
    const path: DirectPath = this.#tools.makePath({
      participantId,
      link: crypto.randomUUID(),
      polite: this.#tools.selfId > participantId,
      send: (signal) => this.#tools.signal(participantId, signal),
      events: {
        onReceived: (received) => this.#tools.onReceived(path, received),
        onHealth: (health) => this.#onHealth(participantId, path, health),
      },
      onStuck: () => this.#onStuck(participantId, path),
    });
    const link: Link = {
      path,
      care: 'connecting',
      patience: undefined,
      theirs,
      negotiated: false,
      looks: [],
      facts: null,
      told: new Set(),
    };
    this.#links.set(participantId, link);
    this.#wait(participantId, link);
    this.#timer ??= setInterval(() => void this.#lookAtAll(), qualityIntervalMs);
    this.#tools.onChange();
    return link;
  }

  #end(participantId: string, link: Link): void {
    clearTimeout(link.patience);
    this.#links.delete(participantId);
    link.path.close();
    if (this.#links.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #anew(participantId: string): void {
    const theirs = this.#links.get(participantId)?.theirs;
    if (theirs) this.#remember(participantId, theirs);
    this.#begin(participantId, null);
  }

  #mayBegin(participantId: string): boolean {
    const nowMs = performance.now();
    const recent = (this.#begunAtMs.get(participantId) ?? []).filter((atMs) => nowMs - atMs < begunAtMost.withinMs);
    const may = recent.length < begunAtMost.count;
    this.#begunAtMs.set(participantId, may ? [...recent, nowMs] : recent);
    return may;
  }

  #remember(participantId: string, name: string): void {
    this.#pastNames.set(participantId, [...(this.#pastNames.get(participantId) ?? []), name].slice(-namesKept));
  }

  /** Begun anew a few times; what is stuck for good is reported by who waits for it to connect. */
  #onStuck(participantId: string, path: DirectPath): void {
    const times = this.#stuck.get(participantId) ?? 0;
    if (this.#links.get(participantId)?.path !== path || times >= stuckAtMost) return;
    this.#stuck.set(participantId, times + 1);
    this.#anew(participantId);
  }

  #onHealth(participantId: string, path: DirectPath, health: PathHealth): void {
    const link = this.#links.get(participantId);
    if (link?.path !== path || health === 'new' || health === 'connecting') return;
    if (health === 'connected') this.#attempts.delete(participantId);
    this.#step(participantId, link, health);
  }

  #step(participantId: string, link: Link, event: DirectCareEvent): void {
    const { to, action } = nextCare(link.care, event);
    if (to === link.care && !action) return;
    link.care = to;
    this.#wait(participantId, link);
    if (action === 'restart-ice') void this.#restartIce(participantId, link);
    if (action === 'report-not-connected') this.#report(participantId, link, 'not-connected');
    if (action === 'report-lost') this.#report(participantId, link, 'lost');
    if (action === 'anew' && this.#tools.insists()) {
      this.#attempts.set(participantId, (this.#attempts.get(participantId) ?? 0) + 1);
      this.#anew(participantId);
    }
    this.#tools.onChange();
  }

  #wait(participantId: string, link: Link): void {
    clearTimeout(link.patience);
    const patienceMs = carePatienceMs[link.care];
    if (patienceMs === undefined) return;
    const attempts = link.care === 'broken' ? (this.#attempts.get(participantId) ?? 0) : 0;
    const waitMs = Math.min(patienceMs * 2 ** attempts, longestBackoffMs);
    link.patience = setTimeout(() => this.#step(participantId, link, 'patienceOver'), waitMs);
  }

  /** Looks for a new way for every connection that stands, while it stands. */
  async restartIce(): Promise<void> {
    const standing = [...this.#links].filter(([, { care }]) => care === 'connected');
    if (standing.length === 0) return;
    const servers = await this.#tools.freshIceServers();
    for (const [participantId, link] of standing)
      if (this.#links.get(participantId) === link) link.path.restartIce(servers);
  }

  async #restartIce(participantId: string, link: Link): Promise<void> {
    const servers = await this.#tools.freshIceServers();
    if (this.#links.get(participantId) === link && link.care !== 'connected') link.path.restartIce(servers);
  }

  #report(participantId: string, link: Link, trouble: Trouble): void {
    if (link.told.has(trouble)) return;
    link.told.add(trouble);
    this.#tools.report(participantId, trouble);
  }

  async #lookAtAll(): Promise<void> {
    for (const [participantId, link] of [...this.#links]) {
      // Their end may not have been there yet when this one's offer came, and both would wait for each other.
      if (link.care === 'connecting') link.path.resend();
      const facts = await link.path.facts().catch(() => null);
      if (!facts || this.#links.get(participantId) !== link) continue;
      link.facts = facts;
      link.looks = withLook(link.looks, { atMs: performance.now(), ...facts });
      if (link.care !== 'connected') continue;
      if (facts.relayed) this.#report(participantId, link, 'relayed');
      if (isLossy(link.looks)) this.#report(participantId, link, 'lossy');
    }
  }
}
