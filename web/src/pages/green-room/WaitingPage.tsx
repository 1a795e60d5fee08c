import type { WaitingReason } from '@parley/worker/contract/meetings.ts';
import type { Schedule } from '@parley/worker/contract/schedule.ts';
import type { LocalMedia, LocalMediaState } from '../../media/local-media.ts';
import { readName } from '../../meeting/name-store.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { Preview } from './Preview.tsx';
import { StartTime } from './StartTime.tsx';
import './green-room.css';

export type WaitingProps = {
  title: string;
  reason: WaitingReason;
  schedule: Schedule | null;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  onLeave: () => void;
};

/** In the lobby, or before the host: nothing to do but wait, seen only by oneself. */
export function WaitingPage(props: WaitingProps) {
  const words = texts.greenRoom.waiting;
  const name = readName(localStorage);
  return (
    <PageFrame>
      <div class="green-room">
        <Preview localMedia={props.localMedia} devices={props.devices} name={name} />
        <section class="green-room-door" aria-labelledby="waiting-heading">
          <p class="waiting-about soft">
            <bdi>{props.title}</bdi>
          </p>
          <div role="status">
            <h1 id="waiting-heading">{words[props.reason].heading}</h1>
            <p>{words[props.reason].text}</p>
          </div>
          <StartTime schedule={props.schedule} />
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
