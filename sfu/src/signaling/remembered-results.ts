import type { Ack, RequestName } from '../../contract/requests.ts';

export type Result = Ack<unknown>;

/** How many results are kept per peer. */
const kept = 64;

/** First results of a peer's state-changing requests by envelope id, also while they are in the making. */
export class RememberedResults {
  private readonly results = new Map<string, { name: RequestName; result: Promise<Result> }>();

  get(id: string): { name: RequestName; result: Promise<Result> } | undefined {
    return this.results.get(id);
  }

  keep(id: string, name: RequestName, result: Promise<Result>): void {
    this.results.set(id, { name, result });
    const oldest = this.results.keys().next();
    if (this.results.size > kept && !oldest.done) this.results.delete(oldest.value);
  }
}
