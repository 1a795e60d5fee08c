import { maxPolls, type Poll, type Vote } from '@parley/worker/contract/room-state.ts';
import type { PollStand, PollView } from '../../contract/polls.ts';
import { BoxFailure } from '../errors.ts';

/** Most people who vote in one poll: more than ever are in one meeting, also when many come anew. */
const maxVoters = 1_000;

/** `isFromHere`: given in this room, so that what comes later from the placement before does not undo it. */
interface KeptVote {
  name: string;
  option: number | null;
  isFromHere: boolean;
}

interface KeptPoll {
  poll: Poll;
  /** By participant id: one each by construction, in the order of voting. */
  votes: Map<string, KeptVote>;
}

/** The polls of one room and their votes. */
export class PollBook {
  private readonly kept = new Map<string, KeptPoll>();

  get isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /**
   * Keeps a new poll. When there are as many as may be, the oldest one that is closed makes room.
   * @returns the id of that one; null when there was room
   * @throws {BoxFailure} `polls-full` when all are open
   */
  add(poll: Poll): string | null {
    let gone: string | null = null;
    if (this.kept.size >= maxPolls) {
      gone = [...this.kept.values()].find((kept) => !kept.poll.open)?.poll.id ?? null;
      if (gone === null) throw new BoxFailure('polls-full');
      this.kept.delete(gone);
    }
    this.kept.set(poll.id, { poll, votes: new Map() });
    return gone;
  }

  /**
   * Takes no more votes in a poll. Null when it was closed already.
   * @throws {BoxFailure} `poll-not-found`
   */
  close(id: string): Poll | null {
    const kept = this.find(id);
    if (!kept.poll.open) return null;
    kept.poll = { ...kept.poll, open: false };
    return kept.poll;
  }

  /**
   * Counts a vote in place of an earlier one of the same person; null takes it back. False when it was so already.
   * @throws {BoxFailure} `poll-not-found`, `poll-closed`, `request-invalid` (no such option), `polls-full` (too many voters)
   */
  vote({ pollId, participantId, name, option }: Vote): boolean {
    const { poll, votes } = this.find(pollId);
    if (!poll.open) throw new BoxFailure('poll-closed');
    if (option !== null && option >= poll.options.length)
      throw new BoxFailure('request-invalid', { detail: 'option: there are fewer' });
    const before = votes.get(participantId);
    if ((before?.option ?? null) === option) return false;
    if (!before && votes.size >= maxVoters) throw new BoxFailure('polls-full');
    // To the end: voters are told in the order of voting.
    votes.delete(participantId);
    votes.set(participantId, { name, option, isFromHere: true });
    return true;
  }

  /** Takes in what the placement before had, or learned since. @returns ids of the polls that changed by it */
  restore(polls: readonly Poll[], votes: readonly Vote[]): string[] {
    const changed = new Set<string>();
    for (const poll of polls) if (this.restorePoll(poll)) changed.add(poll.id);
    for (const vote of votes) if (this.restoreVote(vote)) changed.add(vote.pollId);
    return [...changed];
  }

  /** How a poll stands, as everybody is told; null when there is none of that id. */
  stand(id: string): PollStand | null {
    const kept = this.kept.get(id);
    return kept ? describe(kept) : null;
  }

  /** All polls as this participant sees them, oldest first. */
  views(participantId: string): PollView[] {
    return [...this.kept.values()]
      .sort((a, b) => a.poll.createdAtMs - b.poll.createdAtMs)
      .map((kept) => ({ ...describe(kept), chosen: kept.votes.get(participantId)?.option ?? null }));
  }

  private restorePoll(poll: Poll): boolean {
    const known = this.kept.get(poll.id);
    if (known) {
      if (poll.open || !known.poll.open) return false;
      known.poll = poll;
      return true;
    }
    if (this.kept.size >= maxPolls) return false;
    this.kept.set(poll.id, { poll, votes: new Map() });
    return true;
  }

  private restoreVote({ pollId, participantId, name, option }: Vote): boolean {
    const kept = this.kept.get(pollId);
    const before = kept?.votes.get(participantId);
    if (!kept || before?.isFromHere || (before?.option ?? null) === option) return false;
    if (option !== null && option >= kept.poll.options.length) return false;
    if (!before && kept.votes.size >= maxVoters) return false;
    kept.votes.delete(participantId);
    if (option !== null) kept.votes.set(participantId, { name, option, isFromHere: false });
    return true;
  }

  private find(id: string): KeptPoll {
    const kept = this.kept.get(id);
    if (!kept) throw new BoxFailure('poll-not-found');
    return kept;
  }
}

/** Who voted for what is left out of an anonymous poll: nobody is told, whoever asks. */
function describe({ poll, votes }: KeptPoll): PollStand {
  const results = poll.options.map((_, index) => {
    const chosenBy = [...votes].filter(([, { option }]) => option === index);
    const voters = chosenBy.map(([participantId, { name }]) => ({ participantId, name }));
    return { votes: chosenBy.length, voters: poll.anonymous ? [] : voters };
  });
  return { poll, results };
}
