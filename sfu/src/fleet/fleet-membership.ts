import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';
import { backoffMs } from './backoff.ts';
import type { BoxKey } from './box-key.ts';
import { EnrolmentUnanswered, enrol, isEnrolled } from './enrol.ts';

/** Makes the box known to the Worker: on the first start, and again when the Worker has forgotten it and a token is at hand. */
export class FleetMembership {
  private tokenSpent = false;
  private closed = false;
  private readonly config: Config;
  private readonly key: BoxKey;
  private readonly timers: Timers;
  private readonly log: Log;

  constructor(config: Config, key: BoxKey, timers: Timers, log: Log) {
    this.config = config;
    this.key = key;
    this.timers = timers;
    this.log = log;
  }

  /**
   * Returns when the box is enrolled; waits for a Worker that is down.
   * @throws {StartFailure} when it cannot be
   */
  async ensure(): Promise<void> {
    if (!this.key.isNew && (await isEnrolled(this.config))) return;
    await this.enrol();
  }

  /** The Worker said that it does not know this box. Without an unspent token there is nothing to do but to ask again. */
  async renew(): Promise<void> {
    if (this.tokenSpent || this.config.enrolmentToken === null) return;
    await this.enrol().catch((error) => this.log('enrolment-retried', { error }));
  }

  close(): void {
    this.closed = true;
  }

  private async enrol(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt += 1) {
      try {
        await enrol(this.config, this.key);
        this.tokenSpent = true;
        const { publicUrl: url, region } = this.config;
        return this.log('box-enrolled', { url, region });
      } catch (error) {
        if (!(error instanceof EnrolmentUnanswered)) {
          this.tokenSpent = true;
          throw error;
        }
        if (attempt === 0) this.log('enrolment-retried', { error });
        await this.timers.pause(backoffMs(attempt));
      }
    }
  }
}
