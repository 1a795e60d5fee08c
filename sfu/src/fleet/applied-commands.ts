/** Commands are resent until acked: the last ones are remembered, so that each is applied once. */
const kept = 1000;

export class AppliedCommands {
  private readonly results = new Map<string, boolean>();

  /** Runs `apply` for a new id; a known one gets its first result. */
  once(id: string, apply: () => boolean): boolean {
    const known = this.results.get(id);
    if (known !== undefined) return known;
    const result = apply();
    this.results.set(id, result);
    const oldest = this.results.keys().next();
    if (this.results.size > kept && !oldest.done) this.results.delete(oldest.value);
    return result;
  }
}
