import type * as z from 'zod/mini';
import type { Caller } from '../../contract/endpoint.ts';
import type { EndpointName, endpoints, ParamsOf, ReplyOf } from '../../contract/endpoints.ts';
import type { SeatKey } from '../../contract/meetings.ts';
import type { Account } from '../auth/account.ts';
import type { Env } from '../environment.ts';
import type { ModeratorClaim } from '../live/calls.ts';
import type { StoredMeeting } from '../meetings/meeting-store.ts';

type Of<N extends EndpointName> = (typeof endpoints)[N];

/** Body as the endpoint's schema gives it; `undefined` where the endpoint takes none. */
type ParsedBodyOf<N extends EndpointName> =
  Of<N> extends { body: infer B extends z.core.$ZodType } ? z.output<B> : undefined;

/** Who calls, as far as the endpoint wants to know. */
export type CallerDetails = {
  anyone: null;
  'signed-in': Account;
  host: { account: Account; meeting: StoredMeeting };
  moderator: ModeratorClaim;
  seat: SeatKey;
  operator: null;
} & Record<Caller, unknown>;

/** A request whose parts have been checked: everything an endpoint's handler gets. */
export type Call<N extends EndpointName> = {
  env: Env;
  request: Request;
  params: ParamsOf<N>;
  body: ParsedBodyOf<N>;
  by: CallerDetails[Of<N>['caller']];
  /** Network address; null where the runtime does not tell. */
  address: string | null;
  /** Who is signed in, where that is optional. */
  account: () => Promise<Account | null>;
  nowMs: number;
};

export type Handler<N extends EndpointName> = (call: Call<N>) => Promise<ReplyOf<N>>;

/** One handler per endpoint of the contract: a missing one does not compile. */
export type Handlers = { [N in EndpointName]: Handler<N> };
