import { For, onCleanup } from 'solid-js';
import type { PictureStack } from './createPictures.ts';
import { Video } from './Video.tsx';

export type PicturesProps = {
  stack: PictureStack;
  mirrored?: boolean;
  /** As in `Video`. */
  fit?: 'filled' | 'whole';
  /** Each picture's first frame. */
  onFirstFrame?: () => void;
};

/**
 * An element for each live picture of one source, stacked, the preferred one on top from its first frame on. What lay there stays
 * below until its track is gone, so that no moment is empty.
 */
export function Pictures(props: PicturesProps) {
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
            />
          );
        }}
      </For>
    </div>
  );
}
