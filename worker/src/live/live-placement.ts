import type { BoxCommand } from '../../contract/box-link.ts';
import { type MediaPolicy, maxDirectSeats } from '../../contract/media-policy.ts';
import type { Env } from '../environment.ts';
import { log } from '../log.ts';
import { mediaInEffect, rolloutPercent } from '../meetings/media-in-effect.ts';
import { adoptPlacement } from './adopt-placement.ts';
import type { MovedAway, PlacedBox } from './calls.ts';
import { decideMove } from './decide-move.ts';
import type { LastWords } from './last-words.ts';
import type { LiveState } from './live-state.ts';
import type { CallerPlace } from './place.ts';
import type { PlacementReason } from './placement-reason.ts';
import { reportGone } from './report-gone.ts';
import { type RoomContents, restoreCommands } from './restore-room.ts';

/** How long an answer "the box is reachable" is believed while people come in together. */
const reachableBelievedMs = 2_000;

/** Who wants to be placed. `gone`: the placement whose box they cannot reach; `seatId`: the seat that they hold already. */
export type PlacementWish = { people: CallerPlace; gone: number | null; seatId: string | null };

/** The one fleet object. */
export function fleetOf(env: Env) {
  return env.FLEET.get(env.FLEET.idFromName('fleet'));
}

/** All that a room should have. */
function contentsOf(state: LiveState): RoomContents {
  const { chat, polls, votes } = state;
  return { expected: state.expected(Date.now()), chat, polls, votes, spotlight: state.facts.spotlight };
}

/** Where a live meeting is placed: asked once, then remembered until it is over, lost or moved. */
export class LivePlacement {
  readonly #env: Env;
  #placing: Promise<PlacedBox | null> | null = null;
  #believedUntilMs = 0;

  constructor(env: Env) {
    this.#env = env;
  }

  /** How media travel: as the present placement has it, else as the next one would. */
  policy(state: LiveState): MediaPolicy {
    const { box, media } = state.facts;
    return (box && media) ?? this.#nextPolicy(state, 0);
  }

  /** The box that serves the meeting, placing it if need be; otherwise why there is none. */
  async ensure(state: LiveState, wish: PlacementWish, nowMs: number): Promise<PlacedBox | 'no-box' | 'move-pending'> {
    const doubt = wish.gone === null ? null : await this.#weighGone(state, wish);
    if (doubt) return doubt;
    if (this.#placing) return (await this.#placing) ?? 'no-box';
    const { box, lost, unanswered, placement } = state.facts;
    if (box && !lost && !unanswered && (state.presentCount() > 0 || (await this.#reachable(box.id, nowMs)))) {
      if (state.facts.untold) await this.#tellBefore(state);
      return box;
    }
    // Somebody else's try may have placed it while the fleet was asked.
    if (state.facts.box && state.facts.placement !== placement) return state.facts.box;
    return (await this.#place(state, wish.people, unanswered ?? 'anew')) ?? 'no-box';
  }

  /** Leaves a box that drains, if this is where the meeting is. */
  async moveAway(state: LiveState, boxId: string, placement: number): Promise<MovedAway> {
    await this.#placing;
    const { facts } = state;
    if (facts.placement < placement) {
      // The fleet gave it, and nobody has asked since the answer was lost.
      if (facts.unanswered) await this.#place(state, null, facts.unanswered);
      return 'stays';
    }
    if (facts.box?.id !== boxId || facts.placement !== placement) return 'elsewhere';
    return (await this.#place(state, null, facts.roomOpen ? 'away' : 'anew')) ? 'moved' : 'stays';
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

  /** Somebody cannot reach the box: moves the meeting, or says why not; null when they are to be answered as usual. */
  async #weighGone(
    state: LiveState,
    { gone, seatId, people }: PlacementWish,
  ): Promise<'no-box' | 'move-pending' | null> {
    const asked = () => {
      const { lost, unanswered, placement } = state.facts;
      return !this.#placing && !lost && !unanswered && placement === gone;
    };
    const { box } = state.facts;
    if (!box || seatId === null || !asked()) return null;
    const linkUp = await fleetOf(this.#env).reachable(box.id);
    if (!asked()) return null;
    const decision = decideMove(reportGone(state, seatId, linkUp, Date.now()));
    if (decision === 'stay') return null;
    if (decision === 'ask-again') return 'move-pending';
    return (await this.#place(state, people, 'dead')) ? null : 'no-box';
  }

  /** Starts the next placement; those who ask meanwhile get its answer. */
  #place(state: LiveState, people: CallerPlace | null, why: PlacementReason): Promise<PlacedBox | null> {
    this.#placing ??= this.#placeNext(state, people, why).finally(() => {
      this.#placing = null;
    });
    return this.#placing;
  }

  /** Should the fleet's answer be lost, the old room may have been told to go already: the same placement is asked for again. */
  async #placeNext(state: LiveState, people: CallerPlace | null, why: PlacementReason): Promise<PlacedBox | null> {
    const { meetingId, box: before, unanswered } = state.facts;
    const placement = state.facts.placement + 1;
    const avoid = why === 'anew' ? null : (before?.id ?? null);
    const leave = why === 'away' ? 'move' : 'close';
    if (before) state.change({ unanswered: why });
    const box = await fleetOf(this.#env).place({ meetingId, placement, people, avoid, leave });
    if (!box) {
      // A try before this one may have been granted.
      state.change({ unanswered });
      log({ level: 'warn', event: 'meeting-not-placed', meetingId });
      return null;
    }
    const nowMs = Date.now();
    const media = this.#nextPolicy(state, state.placesTaken(nowMs));
    adoptPlacement(state, { box, placement, media }, why, nowMs);
    this.#believedUntilMs = nowMs + reachableBelievedMs;
    log({ level: 'info', event: 'meeting-placed', meetingId, placement, boxId: box.id, why });
    await this.#tellBefore(state);
    return box;
  }

  /** A meeting that moves with more people than can talk directly goes on as it was. */
  #nextPolicy(state: LiveState, placesTaken: number): MediaPolicy {
    const { mediaSetting, meetingId, media } = state.facts;
    const next = mediaInEffect(mediaSetting, meetingId, rolloutPercent(this.#env) ?? 100);
    if (next !== 'p2p' || placesTaken <= maxDirectSeats) return next;
    return media ?? 'sfu';
  }

  /** What was decided, said and raised before this placement holds on its box as well. */
  async #tellBefore(state: LiveState): Promise<void> {
    const { meetingId, placement, locked } = state.facts;
    const at = { meetingId, placement };
    const commands: BoxCommand[] = [
      ...(locked ? [{ name: 'lock-room' as const, ...at, locked }] : []),
      ...state.bans.map(({ participantIds, address }) => ({
        name: 'remove-participant' as const,
        ...at,
        ban: { participantIds, address },
      })),
      ...restoreCommands(at, contentsOf(state)),
    ];
    if (commands.length > 0) await fleetOf(this.#env).command(...commands);
    if (state.facts.placement === placement) state.change({ untold: false });
  }

  /** What was said in the room that people leave comes to the one where they go. */
  async passOn(state: LiveState, words: LastWords | null): Promise<void> {
    if (!words) return;
    const { meetingId, placement, spotlight } = state.facts;
    const commands = restoreCommands({ meetingId, placement }, { ...words, spotlight });
    if (commands.length > 0) await fleetOf(this.#env).command(...commands);
  }

  /** Acts on the box, if the meeting is on one. */
  async command(state: LiveState, command: (target: { meetingId: string; placement: number }) => BoxCommand) {
    const { meetingId, placement, box } = state.facts;
    if (box) await fleetOf(this.#env).command(command({ meetingId, placement }));
  }

  /** Gives the placement back: the room is empty. */
  async release(state: LiveState): Promise<void> {
    const { meetingId, placement, box, unanswered } = state.facts;
    if (!box) return;
    state.change({ box: null, roomOpen: false, lost: false, unanswered: null, untold: false });
    const fleet = fleetOf(this.#env);
    await fleet.release(meetingId, placement);
    if (unanswered) await fleet.release(meetingId, placement + 1);
  }
}
