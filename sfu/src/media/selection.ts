import { forwarding } from '../../contract/forwarding.ts';
import { kindOfSource } from '../../contract/shapes.ts';
import type { SentStreams, Stream } from './sent-streams.ts';

/** A stream that a client has a consumer of. */
export interface Forwarded extends Stream {
  consumerId: string;
  /** It plays, as far as the client does not hide it; otherwise it is kept for later. */
  selected: boolean;
  /** Since when it is kept for later, in milliseconds since 1970. */
  keptSinceMs: number;
}

/** What a client wants to see and hear, in order of importance. */
export interface Watch {
  see: readonly Pick<Stream, 'ownerId' | 'source'>[];
  hear: readonly string[];
}

/** All that it depends on what one client gets. */
export interface SelectionFacts {
  /** The room is small enough for everything. */
  everything: boolean;
  /** Whose client it is: what they send themselves is not for them. */
  ownerId: string;
  /** All that is sent in the room. */
  sent: SentStreams;
  forwarded: readonly Forwarded[];
  /** Null: it has not said yet, and keeps the pictures that it began with. */
  watch: Watch | null;
  /** Owners of the room's loudest microphones. */
  voices: readonly string[];
}

/** What is to be done: ids of producers to open, and of consumers for all else. */
export interface Selection {
  open: string[];
  resume: string[];
  /** To be kept for later. */
  pause: string[];
  close: string[];
}

/**
 * Whether a room of so many people is too large for everything. Small again only somewhat below the bound: one who opens their media
 * anew is gone for a moment, and nobody else shall lose or get anything by that.
 */
export function isLargeRoom(people: number, forwardAllUpTo: number, wasLarge: boolean): boolean {
  return people > (wasLarge ? Math.max(1, forwardAllUpTo - 2) : forwardAllUpTo);
}

/** What one client gets from now on. */
export function select(facts: SelectionFacts): Selection {
  const { everything, sent, forwarded } = facts;
  const wanted = selectedStreams(facts);
  const consumed = new Set(forwarded.map(({ producerId }) => producerId));
  const open = sent.all.filter(({ producerId }) => wanted.has(producerId) && !consumed.has(producerId));
  const unwanted = forwarded.filter(({ producerId }) => !wanted.has(producerId));
  const close = everything
    ? []
    : [...surplus('video', facts, open, unwanted), ...surplus('audio', facts, open, unwanted)];
  const closing = new Set(close);
  return {
    open: open.map(({ producerId }) => producerId),
    resume: forwarded.flatMap((each) => (wanted.has(each.producerId) && !each.selected ? [each.consumerId] : [])),
    pause: unwanted.flatMap(({ selected, consumerId }) => (selected && !closing.has(consumerId) ? [consumerId] : [])),
    close,
  };
}

/** Ids of the producers that a client is to get now. */
export function selectedStreams({ everything, ownerId, sent, forwarded, watch, voices }: SelectionFacts): Set<string> {
  const ofOthers = (streams: readonly Stream[]) => streams.filter((stream) => stream.ownerId !== ownerId);
  if (everything) return new Set(ofOthers(sent.all).map(({ producerId }) => producerId));
  const heard = new Set([...voices, ...(watch?.hear ?? [])]);
  const sounds = ofOthers(sent.sounds).filter((sound) => sound.source === 'screenAudio' || heard.has(sound.ownerId));
  const pictures = watch
    ? ofOthers(watch.see.flatMap((named) => sent.find(named) ?? []))
    : forwarded.filter(({ source, selected }) => kindOfSource[source] === 'video' && selected);
  return new Set([...pictures.slice(0, forwarding.pictures), ...sounds].map(({ producerId }) => producerId));
}

/** Kept for later longest, and more than may be open. Of sounds only voices are counted: those of screens are few. */
function surplus(
  kind: 'video' | 'audio',
  { forwarded }: SelectionFacts,
  open: readonly Stream[],
  unwanted: readonly Forwarded[],
): string[] {
  const counts = ({ source }: Stream) => kindOfSource[source] === kind && source !== 'screenAudio';
  const most = kind === 'video' ? forwarding.pictures : forwarding.openVoices;
  const over = [...forwarded, ...open].filter(counts).length - most;
  if (over <= 0) return [];
  const since = ({ selected, keptSinceMs }: Forwarded) => (selected ? Number.POSITIVE_INFINITY : keptSinceMs);
  return unwanted
    .filter(counts)
    .toSorted((a, b) => (since(a) === since(b) ? 0 : since(a) - since(b)))
    .slice(0, over)
    .map(({ consumerId }) => consumerId);
}
