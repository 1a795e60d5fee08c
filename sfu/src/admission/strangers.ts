/** Connections that have not said who they are, at most: of one network address, and together. */
export interface StrangerLimits {
  perAddress: number;
  together: number;
}

/** A class behind one address may open theirs before the lesson. */
export const defaultStrangerLimits: StrangerLimits = { perAddress: 100, together: 1_000 };

/** What can be closed: a connection. */
interface Closable {
  close(): void;
}

/**
 * Open connections of people who have yet to say who they are. One too many closes the one that waited longest: its client, if it
 * is one, opens another when it needs it, and who comes in now is not kept out by those who may never.
 */
export class Strangers<C extends Closable> {
  /** Oldest first. */
  private readonly addresses = new Map<C, string>();
  private readonly byAddress = new Map<string, Set<C>>();

  private readonly limits: StrangerLimits;

  constructor(limits: StrangerLimits = defaultStrangerLimits) {
    this.limits = limits;
  }

  get count(): number {
    return this.addresses.size;
  }

  add(connection: C, address: string): void {
    const ofAddress = this.byAddress.get(address) ?? new Set();
    this.byAddress.set(address, ofAddress);
    ofAddress.add(connection);
    this.addresses.set(connection, address);
    if (ofAddress.size > this.limits.perAddress) this.turnAway(ofAddress);
    if (this.addresses.size > this.limits.together) this.turnAway(this.addresses.keys());
  }

  /** It said who it is, or is closed. */
  remove(connection: C): void {
    const address = this.addresses.get(connection);
    if (address === undefined) return;
    this.addresses.delete(connection);
    const ofAddress = this.byAddress.get(address);
    ofAddress?.delete(connection);
    if (ofAddress?.size === 0) this.byAddress.delete(address);
  }

  private turnAway(oldestFirst: Iterable<C>): void {
    const [oldest] = oldestFirst;
    if (!oldest) return;
    this.remove(oldest);
    oldest.close();
  }
}
