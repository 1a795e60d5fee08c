import type { LocalMedia, LocalMediaState } from '../../media/local-media.ts';
import { readName } from '../../meeting/name-store.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { Preview } from './Preview.tsx';
import './green-room.css';

export type WaitingProps = { title: string; localMedia: LocalMedia; devices: LocalMediaState; onLeave: () => void };

/** In the lobby: nothing to do but wait, seen only by oneself. */
export function WaitingPage(props: WaitingProps) {
  const words = texts.greenRoom.waiting;
  const name = readName(localStorage);
  return (
    <PageFrame>
      <div class="green-room">
        <Preview localMedia={props.localMedia} devices={props.devices} name={name} />
        <section class="green-room-door" aria-labelledby="waiting-heading">
          <p class="waiting-about soft">{props.title}</p>
          <h1 id="waiting-heading">{words.heading}</h1>
          <p role="status">{words.text}</p>
          <p class="soft">{words.asName(name)}</p>
          <div class="waiting-dots" aria-hidden="true">
            <span />
            <span />
            <span />
          </div>
          <button type="button" class="button button-large" onClick={() => props.onLeave()}>
            {words.leave}
          </button>
        </section>
      </div>
    </PageFrame>
  );
}
