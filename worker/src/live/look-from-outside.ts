import type { BoxProblem } from '../../contract/box-link.ts';
import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import { AtMost } from './at-most.ts';
import type { LookStore } from './look-store.ts';
import { chooseLooks, type MediaAddress, silentAddresses } from './media-address.ts';
import { outside } from './outside.ts';
import { ringAt } from './ring-at.ts';

/** How soon a box is looked at again after the first look in a row that failed, after the second, and after each further one. */
export const lookAgainAfterMs = [10_000, 30_000, 5 * 60_000] as const;
/** So many must fail in a row before a box counts as unreachable: one alone may be a lost packet. */
export const failuresBelieved = lookAgainAfterMs.length;
const longestWaitMs = Math.max(...lookAgainAfterMs);

/** Connections that are opened at a time: Cloudflare lets an object open six, and further ones wait while their time runs. */
export const maxLooksAtATime = 4;

type Needs = {
  env: Env;
  ctx: DurableObjectState;
  store: LookStore;
  isLinked: (boxId: string) => boolean;
};

/** Looks at the addresses that boxes announce for media: a box cannot see its own NAT or firewall. */
export class LookFromOutside {
  readonly #needs: Needs;
  readonly #few = new AtMost(maxLooksAtATime);
  /** The newest look at each box that is still under way: an older one that takes longer tells nothing. */
  readonly #newest = new Map<string, symbol>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  problems(boxId: string): BoxProblem[] {
    const failures = this.#needs.store.of(boxId)?.failures ?? 0;
    return failures >= failuresBelieved ? ['address-unreachable'] : [];
  }

  /** Looks now; until it has seen something else, what was seen last holds. */
  async look(boxId: string, media: readonly MediaAddress[]): Promise<void> {
    const { env, store, isLinked } = this.#needs;
    if (!outside.isLookedFrom(env)) return;
    const mine = Symbol(boxId);
    this.#newest.set(boxId, mine);
    const isNewest = () => this.#newest.get(boxId) === mine;
    const lookAt = async (target: MediaAddress) => ({
      ...target,
      answered: isNewest() && (await outside.answers(target)),
    });
    try {
      const looks = await Promise.all(chooseLooks(media).map((target) => this.#few.run(() => lookAt(target))));
      if (!isNewest() || !isLinked(boxId)) return;
      const silent = silentAddresses(media, looks);
      if (media.length > 0 && !looks.some(({ answered }) => answered)) return await this.#failed(boxId, media, silent);
      store.forget(boxId);
      if (silent.length > 0) log({ level: 'info', event: 'box-partly-reachable', boxId, addresses: silent });
    } catch (error) {
      log({ level: 'error', event: 'request-failed', where: 'look from outside', reason: describeError(error) });
    } finally {
      if (isNewest()) this.#newest.delete(boxId);
    }
  }

  async #failed(boxId: string, media: readonly MediaAddress[], silent: readonly string[]): Promise<void> {
    const { store, ctx } = this.#needs;
    const before = store.of(boxId);
    // A box that links again and again is looked at too often for each failure to count.
    const early = before !== null && Date.now() < before.dueAtMs;
    const counted = Math.min((before?.failures ?? 0) + (early ? 0 : 1), failuresBelieved);
    // Private addresses alone: there is nothing to look at, now or later.
    const failures = chooseLooks(media).length === 0 ? failuresBelieved : counted;
    const dueAtMs = early ? before.dueAtMs : Date.now() + (lookAgainAfterMs[failures - 1] ?? longestWaitMs);
    store.save({ boxId, media: [...media], failures, dueAtMs });
    if (failures === failuresBelieved && before?.failures !== failuresBelieved)
      log({ level: 'warn', event: 'box-unreachable', boxId, addresses: silent });
    await ringAt(ctx.storage, dueAtMs);
  }

  /** The alarm rang: looks again at what is due, without waiting for it. A box whose link is gone is looked at when it comes back. */
  async lookAgain(nowMs: number): Promise<void> {
    const { store, ctx, isLinked } = this.#needs;
    const waiting = store.all().filter(({ boxId }) => isLinked(boxId));
    if (waiting.length === 0) return;
    for (const { boxId, media, dueAtMs } of waiting)
      if (dueAtMs <= nowMs && !this.#newest.has(boxId)) ctx.waitUntil(this.look(boxId, media));
    // What is under way sets the alarm itself, unless the object ends before: then it is looked at once more.
    const dueMs = waiting.map(({ dueAtMs }) => (dueAtMs > nowMs ? dueAtMs : nowMs + longestWaitMs));
    await ringAt(ctx.storage, Math.min(...dueMs));
  }

  forget(boxId: string): void {
    this.#newest.delete(boxId);
    this.#needs.store.forget(boxId);
  }
}
