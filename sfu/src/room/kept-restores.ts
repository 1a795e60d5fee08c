import { maxMeetingFiles, type SharedFile } from '@parley/worker/contract/files.ts';
import { maxChatMessages, maxPolls } from '@parley/worker/contract/room-state.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { Restore } from './room-store.ts';

/** Most placements kept at once, and for how long: whoever was let in with the placement joins before their token expires. */
const maxKept = 200;
const keepMs = 180_000;
/** Most people and votes of one placement. */
const maxExpected = 500;
const maxVotes = 10_000;

/** One part after another: of a person, message, poll or vote that is in both, the later counts. */
function joinParts(earlier: Restore, later: Restore): Restore {
  const newest = <T extends { id: string }>(of: (part: Restore) => T[]) => [
    ...new Map([...of(earlier), ...of(later)].map((one) => [one.id, one])).values(),
  ];
  const chat = newest((part) => part.chat).toSorted((a, b) => a.seq - b.seq);
  const votes = new Map(
    [...earlier.votes, ...later.votes].map((vote) => [`${vote.pollId} ${vote.participantId}`, vote]),
  );
  return {
    expected: newest((part) => part.expected).slice(-maxExpected),
    chat: chat.slice(-maxChatMessages),
    polls: newest((part) => part.polls).slice(-maxPolls),
    votes: [...votes.values()].slice(-maxVotes),
    spotlight: later.spotlight,
  };
}

/** A file that somebody shared while their room was on its way. */
export type KeptFile = { participantId: string; to: string | null; file: SharedFile };
/** What a room finds when it opens. */
export type Kept = Restore & { files: readonly KeptFile[] };

type Parts = { all: Restore; files: readonly KeptFile[] };

const nothing: Restore = { expected: [], chat: [], polls: [], votes: [], spotlight: null };

/** What came for rooms that nobody has joined yet. */
export class KeptRestores {
  private readonly kept = new Map<string, Parts & { placement: number; cancel: Cancel }>();
  private readonly timers: Timers;
  private readonly onEvicted: (meetingId: string, placement: number) => void;

  /** `onEvicted`: more came than is kept, and this was the oldest. */
  constructor(timers: Timers, onEvicted: (meetingId: string, placement: number) => void) {
    this.timers = timers;
    this.onEvicted = onEvicted;
  }

  /** Keeps a part for its placement; an older placement's are forgotten. */
  add(meetingId: string, placement: number, part: Restore): void {
    this.keep(meetingId, placement, (before) => ({
      all: before ? joinParts(before.all, part) : part,
      files: before?.files ?? [],
    }));
  }

  /** Keeps a file beside them, the newest of very many. */
  addFile(meetingId: string, placement: number, shared: KeptFile): void {
    this.keep(meetingId, placement, (before) => ({
      all: before?.all ?? nothing,
      files: [...(before?.files ?? []), shared].slice(-maxMeetingFiles),
    }));
  }

  /** `next` gets what there is of that placement. */
  private keep(meetingId: string, placement: number, next: (before: Parts | null) => Parts): void {
    const before = this.kept.get(meetingId);
    if (before && before.placement > placement) return;
    const parts = next(before?.placement === placement ? before : null);
    this.forget(meetingId);
    const cancel = this.timers.after(keepMs, () => this.forget(meetingId));
    this.kept.set(meetingId, { placement, ...parts, cancel });
    const [oldest] = this.kept;
    if (this.kept.size <= maxKept || !oldest) return;
    this.forget(oldest[0]);
    this.onEvicted(oldest[0], oldest[1].placement);
  }

  /** Hands over what came for a placement, null if nothing did; what came for an earlier one is forgotten. */
  take(meetingId: string, placement: number): Kept | null {
    const entry = this.kept.get(meetingId);
    if (!entry || entry.placement > placement) return null;
    this.forget(meetingId);
    return entry.placement === placement ? { ...entry.all, files: entry.files } : null;
  }

  /** The placement, or a later one, is over. */
  endPlacement(meetingId: string, placement: number): void {
    const entry = this.kept.get(meetingId);
    if (entry && entry.placement <= placement) this.forget(meetingId);
  }

  clear(): void {
    for (const meetingId of [...this.kept.keys()]) this.forget(meetingId);
  }

  private forget(meetingId: string): void {
    this.kept.get(meetingId)?.cancel();
    this.kept.delete(meetingId);
  }
}
