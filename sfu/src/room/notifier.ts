import type { NoticeName, NoticeOf } from '../../contract/notices.ts';
import type { LeaveReason } from '../../contract/shapes.ts';

/** How a room speaks to one peer's client, whatever carries it. Nothing is delivered while the client has no connection. */
export interface Notifier {
  /** The client has a connection now. */
  readonly online: boolean;
  notify<N extends NoticeName>(name: N, notice: NoticeOf<N>): void;
  /** Says `left` and closes the connection. */
  end(reason: LeaveReason): void;
}
