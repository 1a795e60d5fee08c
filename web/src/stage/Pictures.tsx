import { createEffect, createMemo, createSignal, For, onCleanup } from 'solid-js';
import type { PictureWatch } from '../meeting/switch-gaps.ts';
import type { PictureStack } from './createPictures.ts';
import { Video } from './Video.tsx';

export type PicturesProps = {
  stack: PictureStack;
  mirrored?: boolean;
  /** As in `Video`. */
  fit?: 'filled' | 'whole';
  /** Each picture's first frame. */
  onFirstFrame?: () => void;
  /** Asked once for somebody who wants to see every new picture, for as long as it is there. */
  watch?: (() => PictureWatch | null) | null | undefined;
};

/**
 * An element for each live picture of one source, stacked, the preferred one on top from its first frame on. What lay there stays
 * below until its track is gone, so that no moment is empty.
 */
export function Pictures(props: PicturesProps) {
  const [watched, setWatched] = createSignal<PictureWatch | null>(null);
  const isSeen = createMemo(() => props.stack.shown() !== null);
  createEffect(() => {
    const watch = isSeen() ? (props.watch?.() ?? null) : null;
    setWatched(watch);
    onCleanup(() => {
      watch?.end();
      setWatched(null);
    });
  });
  return (
    <div class="pictures" classList={{ 'pictures-waiting': props.stack.shown() === null }}>
      <For each={props.stack.attached()}>
        {(track) => {
          onCleanup(() => props.stack.forget(track));
          return (
            <Video
              track={track}
              mirrored={props.mirrored}
              fit={props.fit}
              shown={props.stack.shown() === track}
              onFirstFrame={() => {
                props.stack.rendered(track);
                props.onFirstFrame?.();
              }}
              onFrame={
                watched() ? (atMs) => props.stack.shown() === track && watched()?.frame(track.id, atMs) : undefined
              }
            />
          );
        }}
      </For>
    </div>
  );
}
