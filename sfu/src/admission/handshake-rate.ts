import { Bucket, type Rate } from '../rate.ts';

/** A class behind one address comes in at once; a guesser does not get far. */
export const defaultHandshakeRate: Rate = { burst: 200, perSecond: 10 };
/** Addresses remembered at once; beyond it those with nothing to hold back are forgotten, then the oldest. */
const maxAddresses = 10_000;

/** Limits handshakes per network address. */
export class HandshakeRate {
  private readonly buckets = new Map<string, Bucket>();

  private readonly rate: Rate;

  constructor(rate: Rate = defaultHandshakeRate) {
    this.rate = rate;
  }

  take(address: string, nowMs: number): boolean {
    const bucket = this.buckets.get(address) ?? new Bucket(this.rate);
    this.buckets.set(address, bucket);
    if (this.buckets.size > maxAddresses) this.forgetSome(nowMs);
    return bucket.take(nowMs);
  }

  private forgetSome(nowMs: number): void {
    for (const [address, bucket] of this.buckets) if (bucket.isFull(nowMs)) this.buckets.delete(address);
    for (const address of this.buckets.keys()) {
      if (this.buckets.size <= maxAddresses) return;
      this.buckets.delete(address);
    }
  }
}
