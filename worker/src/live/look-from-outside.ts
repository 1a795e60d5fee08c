import type { BoxProblem } from '../../contract/box-link.ts';
import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import type { LookStore } from './look-store.ts';
import { chooseLooks, type MediaAddress, unreachableAddresses } from './media-address.ts';
import { outside } from './outside.ts';
import { ringAt } from './ring-at.ts';

/** How soon a box that could not be reached is looked at again. */
export const lookAgainMs = 5 * 60_000;

type Needs = {
  env: Env;
  storage: DurableObjectStorage;
  store: LookStore;
  isLinked: (boxId: string) => boolean;
};

/** Looks at the addresses that boxes announce for media: a box cannot see its own NAT or firewall. */
export class LookFromOutside {
  readonly #needs: Needs;
  /** The newest look at each box: an older one that takes longer tells nothing. */
  readonly #newest = new Map<string, symbol>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  problems(boxId: string): BoxProblem[] {
    return this.#needs.store.has(boxId) ? ['address-unreachable'] : [];
  }

  /** Looks now; until it has seen something else, what was seen last holds. */
  async look(boxId: string, media: readonly MediaAddress[]): Promise<void> {
    const { env, store, storage, isLinked } = this.#needs;
    if (!outside.isLookedFrom(env)) return;
    const mine = Symbol(boxId);
    this.#newest.set(boxId, mine);
    try {
      const looks = await Promise.all(
        chooseLooks(media).map(async (target) => ({ ...target, answered: await outside.answers(target) })),
      );
      if (this.#newest.get(boxId) !== mine || !isLinked(boxId)) return;
      const addresses = unreachableAddresses(media, looks);
      if (addresses.length === 0) return store.forget(boxId);
      if (!store.has(boxId)) log({ level: 'warn', event: 'box-unreachable', boxId, addresses });
      const dueAtMs = Date.now() + lookAgainMs;
      store.save({ boxId, media: [...media], dueAtMs });
      await ringAt(storage, dueAtMs);
    } catch (error) {
      log({ level: 'error', event: 'request-failed', where: 'look from outside', reason: describeError(error) });
    }
  }

  /** The alarm rang. A box whose link is gone is looked at when it comes back. */
  async lookAgain(nowMs: number): Promise<void> {
    const { store, storage, isLinked } = this.#needs;
    const waiting = store.all().filter(({ boxId }) => isLinked(boxId));
    await Promise.all(
      waiting.filter(({ dueAtMs }) => dueAtMs <= nowMs).map(({ boxId, media }) => this.look(boxId, media)),
    );
    const later = waiting.filter(({ dueAtMs }) => dueAtMs > nowMs).map(({ dueAtMs }) => dueAtMs);
    if (later.length > 0) await ringAt(storage, Math.min(...later));
  }

  forget(boxId: string): void {
    this.#newest.delete(boxId);
    this.#needs.store.forget(boxId);
  }
}
