import { type Accessor, createMemo, createSignal } from 'solid-js';
import { inOrderOfArrival, shownPicture } from './shown-picture.ts';

/** One source as it is seen while its way changes. */
export type PictureStack = {
  /** Those in the page, in the order in which they came. */
  attached: Accessor<MediaStreamTrack[]>;
  /** The one on top; null while there is nothing to see. */
  shown: Accessor<MediaStreamTrack | null>;
  /** It has a frame: from now on it may lie on top. */
  rendered: (track: MediaStreamTrack) => void;
  /** Its element is gone; another one for the same track would begin without a frame. */
  forget: (track: MediaStreamTrack) => void;
};

/**
 * @param tracks the same source over one or more ways, the one to show first
 * @param own this device's own picture: there at once, without waiting for a frame
 */
export function createPictures(tracks: Accessor<readonly MediaStreamTrack[]>, own = false): PictureStack {
  const [withFrame, setWithFrame] = createSignal<ReadonlySet<MediaStreamTrack>>(new Set<MediaStreamTrack>());
  const wanted = createMemo(() => [...tracks()]);
  return {
    attached: createMemo<MediaStreamTrack[]>((before) => inOrderOfArrival(before, wanted()), []),
    shown: createMemo(() => (own ? (wanted()[0] ?? null) : shownPicture(wanted(), withFrame()))),
    rendered: (track) => setWithFrame((before) => new Set([...before, track])),
    forget: (track) => setWithFrame((before) => new Set([...before].filter((each) => each !== track))),
  };
}
