import type { BoxCommand } from '../../contract/box-link.ts';
import type { Env } from '../environment.ts';
import { log } from '../log.ts';
import type { PlacedBox } from './calls.ts';
import type { LiveState } from './live-state.ts';

/** How long an answer "the box is reachable" is believed while people come in together. */
const reachableBelievedMs = 2_000;

/** The one fleet object. */
export function fleetOf(env: Env) {
  return env.FLEET.get(env.FLEET.idFromName('fleet'));
}

/** Where a live meeting is placed: asked once, then remembered until it is over. */
export class LivePlacement {
  readonly #env: Env;
  #placing: Promise<PlacedBox | null> | null = null;
  #believedUntilMs = 0;

  constructor(env: Env) {
    this.#env = env;
  }

  /** The box that serves the meeting, placing it if need be; null if no box can take it. */
  async ensure(state: LiveState, region: string | null, nowMs: number): Promise<PlacedBox | null> {
    const { box } = state.facts;
    if (box && (state.presentCount() > 0 || (await this.#reachable(box.id, nowMs)))) return box;
    this.#placing ??= this.#place(state, region).finally(() => {
      this.#placing = null;
    });
    return this.#placing;
  }

  /** The box ended the room: whether it can be reached is asked again, not believed. */
  doubt(): void {
    this.#believedUntilMs = 0;
  }

  async #reachable(boxId: string, nowMs: number): Promise<boolean> {
    if (nowMs < this.#believedUntilMs) return true;
    const reachable = await fleetOf(this.#env).reachable(boxId);
    if (reachable) this.#believedUntilMs = nowMs + reachableBelievedMs;
    return reachable;
  }

  async #place(state: LiveState, region: string | null): Promise<PlacedBox | null> {
    const { meetingId } = state.facts;
    const placement = state.facts.placement + 1;
    const box = await fleetOf(this.#env).place(meetingId, placement, region);
    if (!box) {
      log({ level: 'warn', event: 'meeting-not-placed', meetingId });
      return null;
    }
    state.change({ box, placement, roomOpen: false });
    this.#believedUntilMs = Date.now() + reachableBelievedMs;
    await this.#tellDecided(state);
    log({ level: 'info', event: 'meeting-placed', meetingId, placement, boxId: box.id });
    return box;
  }

  /** What was decided before this placement holds on its box as well. */
  async #tellDecided(state: LiveState): Promise<void> {
    if (state.facts.locked) await this.command(state, (at) => ({ name: 'lock-room', ...at, locked: true }));
    for (const { participantIds, address } of state.bans)
      await this.command(state, (at) => ({ name: 'remove-participant', ...at, ban: { participantIds, address } }));
  }

  /** Acts on the box, if the meeting is on one. */
  async command(state: LiveState, command: (target: { meetingId: string; placement: number }) => BoxCommand) {
    const { meetingId, placement, box } = state.facts;
    if (box) await fleetOf(this.#env).command(command({ meetingId, placement }));
  }

  /** Gives the placement back: the room is empty. */
  async release(state: LiveState): Promise<void> {
    const { meetingId, placement, box } = state.facts;
    if (!box) return;
    state.change({ box: null, roomOpen: false });
    await fleetOf(this.#env).release(meetingId, placement);
  }
}
