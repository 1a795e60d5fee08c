import type { NoticeName, NoticeOf } from './notices.ts';
import type { Ack, Envelope, PayloadOf, ReplyOf, RequestName } from './requests.ts';

/** Socket.IO event maps, derived from the tables. */
export type ClientToBox = {
  [N in RequestName]: (envelope: Envelope<PayloadOf<N>>, ack: (result: Ack<ReplyOf<N>>) => void) => void;
};
export type BoxToClient = { [N in NoticeName]: (notice: NoticeOf<N>) => void };
