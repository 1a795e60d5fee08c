import { randomUUID } from 'node:crypto';
import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { Poll, Vote } from '@parley/worker/contract/room-state.ts';
import { cleanLine } from '@parley/worker/contract/text.ts';
import type { PollStand, PollView } from '../../contract/polls.ts';
import type { PayloadOf } from '../../contract/requests.ts';
import { BoxFailure } from '../errors.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { Peer } from './peer.ts';
import type { PollBook } from './poll-book.ts';

/** Results of one poll are told at most this often, in milliseconds: a class votes within seconds. */
const tellEveryMs = 500;

export interface PollsOptions {
  meetingId: string;
  placement: number;
  book: PollBook;
  timers: Timers;
  /** Tells everybody in the room who may receive. */
  tell(stand: PollStand): void;
  /** Tells the Worker, which keeps a copy for the next box. */
  report(event: RoomEvent): void;
}

/** A room's polls: what is asked, who voted, and telling it. */
export class Polls {
  /** Polls that were told a moment ago; true when there is more to tell since. */
  private readonly told = new Map<string, { cancel: Cancel; hasMore: boolean }>();
  private readonly options: PollsOptions;

  constructor(options: PollsOptions) {
    this.options = options;
  }

  get isEmpty(): boolean {
    return this.options.book.isEmpty;
  }

  /** @throws {BoxFailure} `request-invalid` when nothing readable is left of a text; `polls-full` */
  create({ question, options, anonymous }: PayloadOf<'createPoll'>): Poll {
    const poll = {
      id: randomUUID(),
      question: readable(question),
      options: options.map(readable),
      anonymous,
      open: true,
      createdAtMs: Date.now(),
    };
    const gone = this.options.book.add(poll);
    if (gone !== null) this.reportPoll(gone, null);
    this.reportPoll(poll.id, poll);
    this.tell(poll.id);
    return poll;
  }

  /** @throws {BoxFailure} `poll-not-found` */
  end(id: string): void {
    const poll = this.options.book.close(id);
    if (!poll) return;
    this.reportPoll(id, poll);
    this.tell(id);
  }

  /** @throws {BoxFailure} as `PollBook.vote` */
  vote({ id: participantId, identity: { name } }: Peer, pollId: string, option: number | null): void {
    const { book, report, meetingId, placement } = this.options;
    const vote = { pollId, participantId, name, option };
    if (!book.vote(vote)) return;
    report({ type: 'vote', meetingId, placement, vote });
    this.tell(pollId);
  }

  views(participantId: string): PollView[] {
    return this.options.book.views(participantId);
  }

  /** Takes in what was asked and answered on another box: the Worker has it. */
  restore(polls: readonly Poll[], votes: readonly Vote[]): void {
    for (const id of this.options.book.restore(polls, votes)) this.tell(id);
  }

  close(): void {
    for (const { cancel } of this.told.values()) cancel();
    this.told.clear();
  }

  /** At once, unless it was told a moment ago: then when that moment is over. */
  private tell(id: string): void {
    const earlier = this.told.get(id);
    if (earlier) {
      earlier.hasMore = true;
      return;
    }
    const stand = this.options.book.stand(id);
    if (!stand) return;
    this.options.tell(stand);
    const cancel = this.options.timers.after(tellEveryMs, () => {
      const hasMore = this.told.get(id)?.hasMore;
      this.told.delete(id);
      if (hasMore) this.tell(id);
    });
    this.told.set(id, { cancel, hasMore: false });
  }

  private reportPoll(id: string, poll: Poll | null): void {
    const { report, meetingId, placement } = this.options;
    report({ type: 'poll', meetingId, placement, id, poll });
  }
}

function readable(text: string): string {
  const line = cleanLine(text);
  if (line === '') throw new BoxFailure('request-invalid', { detail: 'nothing but control characters' });
  return line;
}
