import type { Caller } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { seatKey } from '../../contract/meetings.ts';
import type { Account } from '../auth/account.ts';
import type { Env } from '../environment.ts';
import type { ModeratorClaim } from '../live/calls.ts';
import { findMeeting } from '../meetings/meeting-store.ts';
import { Refusal } from '../refusal.ts';
import { sameSecret } from '../secrets.ts';
import type { CallerDetails } from './endpoint.ts';

type Asked = { env: Env; request: Request; params: unknown; account: () => Promise<Account | null> };

export function bearerOf(request: Request): string | null {
  return /^Bearer (\S{1,512})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** `Authorization: Seat <seat id>.<seat secret>`; null if there is none, refused if it is malformed. */
export function seatOf(request: Request): ModeratorClaim['seat'] {
  const header = request.headers.get('authorization');
  if (!header || !/^Seat /i.test(header)) return null;
  const [id, secret] = header.slice('Seat '.length).split('.');
  const seat = seatKey.safeParse({ id, secret });
  if (!seat.success) throw new Refusal('seat-unknown');
  return seat.data;
}

async function signedIn({ account }: Asked): Promise<Account> {
  const found = await account();
  if (!found) throw new Refusal('not-signed-in');
  return found;
}

/** One way of showing who calls for each kind of caller that the contract knows. */
const checks: { [C in Caller]: (asked: Asked) => Promise<CallerDetails[C]> } = {
  anyone: async () => null,
  'signed-in': signedIn,
  host: async (asked) => {
    const account = await signedIn(asked);
    const { id } = endpoints.changeMeeting.params.parse(asked.params);
    const meeting = await findMeeting(asked.env.DB, id);
    if (!meeting) throw new Refusal('meeting-not-found');
    if (meeting.ownerId !== account.id) throw new Refusal('not-allowed');
    if (meeting.deleted) throw new Refusal('meeting-deleted');
    return { account, meeting };
  },
  // Whose seat it is and what its holder may do, only the live meeting knows.
  moderator: async ({ request, account }) => {
    const seat = seatOf(request);
    const accountId = (await account())?.id ?? null;
    if (!seat && accountId === null) throw new Refusal('not-signed-in');
    return { seat, accountId };
  },
  seat: async ({ request }) => {
    const seat = seatOf(request);
    if (!seat) throw new Refusal('seat-unknown');
    return seat;
  },
  operator: async (asked) => {
    const key = bearerOf(asked.request);
    if (key !== null) {
      if (!(await sameSecret(key, asked.env.OPERATOR_KEY ?? ''))) throw new Refusal('not-allowed');
      return null;
    }
    if (!(await signedIn(asked)).operator) throw new Refusal('not-allowed');
    return null;
  },
};

export function identify<C extends Caller>(caller: C, asked: Asked): Promise<CallerDetails[C]> {
  return checks[caller](asked);
}
