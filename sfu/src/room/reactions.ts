import type { NoticeOf } from '../../contract/notices.ts';
import { Bucket } from '../rate.ts';

/** Of one room together: more is no more to look at, and each one is told to everybody. */
const roomRate = { burst: 30, perSecond: 30 };

/** What people throw into a room: told at once, or not at all. */
export class Reactions {
  private readonly bucket = new Bucket(roomRate);
  private readonly tell: (notice: NoticeOf<'reaction'>) => void;

  constructor(tell: (notice: NoticeOf<'reaction'>) => void) {
    this.tell = tell;
  }

  /** `nowMs`: in milliseconds since 1970. */
  add(reaction: NoticeOf<'reaction'>, nowMs = Date.now()): void {
    if (this.bucket.take(nowMs)) this.tell(reaction);
  }
}
