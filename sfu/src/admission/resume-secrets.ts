import { createHash, randomBytes } from 'node:crypto';

/** How many superseded secrets are recognised, to revoke what a thief and an owner both hold. */
const rememberedOlder = 32;

export type SecretUse = 'accepted' | 'unknown' | 'superseded';

/**
 * The resume secrets of one peer; only their hashes are kept. The newest works, and the one used before it does until the
 * newest is used (the reply that carried it may be lost). An older one means that somebody kept a copy: it revokes both.
 */
export class ResumeSecrets {
  private newest: string | null = null;
  private previous: string | null = null;
  private older: string[] = [];

  /** A new secret for the next connection. */
  issue(): string {
    const secret = randomBytes(32).toString('base64url');
    if (this.newest !== null) {
      // Handed out and not used yet (a retried join): it stays good until this one is used.
      if (this.previous !== null) this.retire(this.previous);
      this.previous = this.newest;
    }
    this.newest = hash(secret);
    return secret;
  }

  /** Looks whether a secret would be accepted, and changes nothing. */
  check(secret: string): SecretUse {
    const given = hash(secret);
    if (given === this.newest || given === this.previous) return 'accepted';
    return this.older.includes(given) ? 'superseded' : 'unknown';
  }

  /** Uses a secret for a connection. `superseded` revokes everything. */
  use(secret: string): SecretUse {
    const result = this.check(secret);
    if (result === 'superseded') {
      this.newest = null;
      this.previous = null;
    } else if (result === 'accepted') {
      // With the newest used, the one before it is over; with the previous used again, the newest never arrived.
      const over = hash(secret) === this.newest ? this.previous : this.newest;
      if (over !== null) this.retire(over);
      this.previous = hash(secret);
      this.newest = null;
    }
    return result;
  }

  private retire(secretHash: string): void {
    this.older = [secretHash, ...this.older].slice(0, rememberedOlder);
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
