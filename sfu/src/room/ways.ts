import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { PayloadOf } from '../../contract/requests.ts';
import type { Epoch, Mode, RoomMode } from '../../contract/shapes.ts';
import type { Cancel, Timers } from '../timers.ts';
import { type Epochs, requireEpoch } from './epochs.ts';
import { decideMode, firstMode, type ModeFacts, type ModeTimes } from './mode.ts';
import { Pairs } from './pairs.ts';
import type { Peer } from './peer.ts';

/** Who is in the room, as far as the mode is concerned. */
export type People = Pick<ModeFacts, 'present' | 'incomplete' | 'hidden'>;

/** As `reportTrouble` names it. */
export type Trouble = PayloadOf<'reportTrouble'>['trouble'];

/** `expected`: how many are waited for. */
export function countPeople(peers: Iterable<Peer>, expected: number): People {
  const people = { present: expected, incomplete: expected > 0, hidden: false };
  for (const { present, state, hideAddress } of peers) {
    if (!present) continue;
    people.present += 1;
    people.incomplete ||= state === 'suspended';
    people.hidden ||= hideAddress;
  }
  return people;
}

export interface WaysOptions {
  policy: MediaPolicy;
  epochs: Epochs;
  times: ModeTimes;
  timers: Timers;
  people(): People;
  /** The room wants another mode now. `newcomerId`: who joins at this moment, and reads it in the reply. */
  onChange(mode: RoomMode, newcomerId: string | null): void;
  /** The room wants the same mode as before, for another reason. */
  onReason(mode: RoomMode, newcomerId: string | null): void;
  /** Something is wrong with the wanted way from one to another: told once per pair and epoch. */
  onTrouble(mode: RoomMode, told: { from: string; about: string; trouble: Trouble }): void;
}

/** By which way the room's media are to travel, and which pairs have come to it. Looks again whenever something changed. */
export class Ways {
  private wanted: RoomMode;
  private sinceMs = Date.now();
  private people: People = { present: 0, incomplete: false, hidden: false };
  private everMore = false;
  private trouble: ModeFacts['trouble'] = null;
  private cancelLook: Cancel = () => {};
  private closed = false;
  private readonly pairs = new Pairs();
  /** What each told to be wrong under this mode: each thing of a pair counts once. */
  private readonly told = new Map<string, Set<string>>();

  private readonly options: WaysOptions;

  constructor(options: WaysOptions) {
    this.options = options;
    const { mode, reason } = firstMode(options.policy);
    this.wanted = { epoch: options.epochs.now, mode, reason };
  }

  get policy(): MediaPolicy {
    return this.options.policy;
  }

  get mode(): RoomMode {
    return this.wanted;
  }

  /** @throws {BoxFailure} `stale-epoch` unless it is the wanted mode's */
  requireModeEpoch(epoch: Epoch): void {
    requireEpoch(epoch, this.wanted.epoch);
  }

  /** Someone joined; `direct` are those with whom their direct connections play on from another box. */
  joined(id: string, direct: readonly string[]): void {
    // Another person, or another network: worth another attempt.
    this.trouble = null;
    this.count();
    if (this.adopts(direct)) this.change('p2p', 'two-people', id);
    this.look(id);
  }

  left(id: string): void {
    this.pairs.forget(id);
    this.told.delete(id);
    this.look();
  }

  /** Something changed: who is here, or how. */
  look(newcomerId: string | null = null): void {
    this.cancelLook();
    if (this.closed) return;
    this.count();
    const nowMs = Date.now();
    const { policy, times, timers } = this.options;
    const { people, sinceMs, everMore, trouble } = this;
    const facts = { ...people, policy, mode: this.wanted.mode, sinceMs, everMore, trouble };
    const { mode, reason, againAtMs } = decideMode(facts, times, nowMs);
    if (againAtMs !== null) this.cancelLook = timers.after(againAtMs - nowMs, () => this.look());
    if (mode !== this.wanted.mode) this.change(mode, reason, newcomerId);
    else if (reason !== this.wanted.reason) {
      this.wanted = { ...this.wanted, reason };
      this.options.onReason(this.wanted, newcomerId);
    }
  }

  /**
   * The wanted way from one to another does not come about or is no good. A direct one that failed is given up where another one is
   * allowed.
   */
  troubled(from: string, about: string, trouble: Trouble): void {
    const told = this.told.get(from) ?? new Set<string>();
    const name = `${about} ${trouble}`;
    if (told.has(name)) return;
    this.told.set(from, told.add(name));
    this.options.onTrouble(this.wanted, { from, about, trouble });
    if (this.options.policy === 'auto' && this.wanted.mode === 'p2p' && trouble !== 'not-proved') {
      this.trouble = { reason: trouble, atMs: Date.now() };
      this.look();
    }
  }

  /** Someone plays somebody by this way. True when both of the pair have come to the wanted one by that. */
  report(from: string, about: string, path: Mode): boolean {
    return this.pairs.report(from, about, path, this.wanted.mode);
  }

  settledWith(id: string): string[] {
    return this.pairs.settledWith(id, this.wanted.mode);
  }

  close(): void {
    this.closed = true;
    this.cancelLook();
  }

  /** Running direct connections are taken over by a room that nobody has decided anything about. */
  private adopts(direct: readonly string[]): boolean {
    const { policy, epochs } = this.options;
    const { present, hidden } = this.people;
    return policy === 'auto' && direct.length > 0 && epochs.now.change === 0 && present <= 2 && !hidden;
  }

  private change(mode: Mode, reason: RoomMode['reason'], newcomerId: string | null): void {
    this.wanted = { epoch: this.options.epochs.next(), mode, reason };
    this.pairs.clear();
    this.told.clear();
    this.options.onChange(this.wanted, newcomerId);
  }

  private count(): void {
    const people = this.options.people();
    const size = ({ present }: People) => Math.min(3, Math.max(1, present));
    if (size(people) !== size(this.people)) this.sinceMs = Date.now();
    this.everMore ||= people.present > 2;
    this.people = people;
  }
}
