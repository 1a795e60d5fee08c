import { forwarding } from '../../contract/forwarding.ts';
import { kindOfSource, type Source } from '../../contract/shapes.ts';

/** Something that somebody sends. */
export interface Stream {
  producerId: string;
  ownerId: string;
  source: Source;
}

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
  /** All that others send and this client can take. */
  streams: readonly Stream[];
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
  const { everything, streams, forwarded } = facts;
  const wanted = selectedStreams(facts);
  const consumed = new Set(forwarded.map(({ producerId }) => producerId));
  const open = streams.filter(({ producerId }) => wanted.has(producerId) && !consumed.has(producerId));
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
export function selectedStreams({ everything, streams, forwarded, watch, voices }: SelectionFacts): Set<string> {
  if (everything) return new Set(streams.map(({ producerId }) => producerId));
  const heard = new Set([...voices, ...(watch?.hear ?? [])]);
  const sounds = streams.filter(
    ({ source, ownerId }) => source === 'screenAudio' || (source === 'mic' && heard.has(ownerId)),
  );
  const known = new Map(streams.map((stream) => [nameOf(stream), stream]));
  const pictures = watch
    ? watch.see.flatMap((named) => known.get(nameOf(named)) ?? [])
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

function nameOf({ ownerId, source }: Pick<Stream, 'ownerId' | 'source'>): string {
  return `${source} ${ownerId}`;
}
