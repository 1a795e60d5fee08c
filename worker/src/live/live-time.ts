import { describeError, log } from '../log.ts';
import { setLastLive } from '../meetings/meeting-store.ts';
import type { Attendance } from './attendance.ts';
import type { LiveFiles } from './live-files.ts';
import type { LivePlacement } from './live-placement.ts';
import type { LiveState } from './live-state.ts';

type Needs = {
  ctx: DurableObjectState;
  db: D1Database;
  placement: LivePlacement;
  files: LiveFiles;
  attendance: Attendance;
};

/** One time that a meeting is live: what is noted of it elsewhere, and what is over with it. */
export class LiveTime {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  began(state: LiveState, nowMs: number): void {
    log({ level: 'info', event: 'meeting-live', meetingId: state.facts.meetingId });
    this.#noteLastLive(state, nowMs);
  }

  wentIdle(state: LiveState, wasLive: boolean, nowMs: number): void {
    const { ctx, placement } = this.#needs;
    ctx.waitUntil(
      placement.release(state).catch((error) => {
        log({ level: 'error', event: 'request-failed', where: 'release', reason: describeError(error) });
      }),
    );
    if (!wasLive) return;
    log({ level: 'info', event: 'meeting-idle', meetingId: state.facts.meetingId });
    this.#noteLastLive(state, nowMs);
  }

  /** Does what is due; answers when something is due again, or null. */
  settle(state: LiveState, nowMs: number): number | null {
    const { ctx, files, attendance } = this.#needs;
    const { phase, meetingId } = state.facts;
    if (phase !== 'live') files.expireAll();
    ctx.waitUntil(attendance.settle(state, nowMs));
    state.prunePastSeats(nowMs);
    ctx.waitUntil(files.sweep(meetingId, nowMs));
    return files.dueAtMs(nowMs);
  }

  /** The meeting is gone for good, and nothing of it is to stay. */
  async deleted(state: LiveState): Promise<void> {
    const { files, attendance } = this.#needs;
    await attendance.written();
    files.expireAll();
    await files.sweep(state.facts.meetingId, Date.now());
  }

  #noteLastLive(state: LiveState, nowMs: number): void {
    const { ctx, db } = this.#needs;
    const noted = setLastLive(db, state.facts.meetingId, nowMs).catch((error) =>
      log({ level: 'error', event: 'request-failed', where: 'setLastLive', reason: describeError(error) }),
    );
    ctx.waitUntil(noted);
  }
}
