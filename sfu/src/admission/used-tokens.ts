/** Who came in with a token. */
export interface TokenUse<T> {
  nonce: string;
  user: T;
  /** Until then it is remembered: expiry plus skew; later the token is refused as expired. */
  untilMs: number;
}

/** Most tokens remembered at once; each cost the Worker a signature, and lives 150 s: some 300 joins a second. */
const defaultLimit = 50_000;

/** Takes each token once, and lets go of its user when it has expired: a user may hold a whole room. */
export class UsedTokens<T> {
  private readonly uses = new Map<string, TokenUse<T>>();

  private readonly limit: number;

  constructor(limit: number = defaultLimit) {
    this.limit = limit;
  }

  get(jti: string): TokenUse<T> | undefined {
    return this.uses.get(jti);
  }

  /** False when there is no room to remember it: then it must not be accepted. */
  hasRoom(nowMs: number): boolean {
    if (this.uses.size < this.limit) return true;
    this.sweep(nowMs);
    return this.uses.size < this.limit;
  }

  add(jti: string, use: TokenUse<T>, nowMs: number): void {
    this.forgetOldest(nowMs);
    this.uses.set(jti, use);
  }

  /** Forgets what has expired. */
  sweep(nowMs: number): void {
    for (const [jti, { untilMs }] of this.uses) if (untilMs <= nowMs) this.uses.delete(jti);
  }

  get size(): number {
    return this.uses.size;
  }

  /** Tokens come nearly in the order of their expiry: what one that lives longer hides here goes soon after it. */
  private forgetOldest(nowMs: number): void {
    for (const [jti, { untilMs }] of this.uses) {
      if (untilMs > nowMs) return;
      this.uses.delete(jti);
    }
  }
}
