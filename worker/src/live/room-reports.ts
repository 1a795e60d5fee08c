import type { FromBox, RoomEvent } from '../../contract/box-link.ts';
import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import type { PlacedRoom } from './fleet-store.ts';

type OpenRoom = Extract<FromBox, { type: 'hello' }>['rooms'][number];
const tries = 3;

export function liveMeetingOf(env: Env, meetingId: string) {
  return env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(meetingId));
}

/** Passes what happened in rooms on to their live meetings. */
export async function forwardEvents(env: Env, boxId: string, events: readonly RoomEvent[]): Promise<void> {
  const byRoom = Map.groupBy(events, ({ meetingId, placement }) => `${meetingId} ${placement}`);
  await Promise.all(
    [...byRoom.values()].map(async (group) => {
      const [first] = group;
      if (!first) return;
      await persist(first.meetingId, () =>
        liveMeetingOf(env, first.meetingId).roomEvents(boxId, first.placement, group),
      );
    }),
  );
}

/** Tells each live meeting on a box who is in its room, as the box said when its link opened. */
export async function forwardSnapshot(
  env: Env,
  boxId: string,
  placed: readonly PlacedRoom[],
  open: readonly OpenRoom[],
): Promise<void> {
  await Promise.all(
    placed.map(async ({ meetingId, placement }) => {
      const room = open.find((one) => one.meetingId === meetingId && one.placement === placement);
      const inside = room?.participantIds ?? null;
      await persist(meetingId, () => liveMeetingOf(env, meetingId).roomSnapshot(boxId, placement, inside));
    }),
  );
}

/** A forgotten box has no rooms any more. */
export function tellRoomLost(env: Env, boxId: string, placed: readonly PlacedRoom[]): Promise<void> {
  return forwardSnapshot(env, boxId, placed, []);
}

/** Tries again a few times; then it is logged, and the next link's snapshot puts it right. */
async function persist(meetingId: string, call: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt < tries) continue;
      return log({ level: 'error', event: 'box-events-lost', meetingId, reason: describeError(error) });
    }
  }
}
