import type { MeetingPreview } from '@parley/worker/contract/meetings.ts';
import { cleanLine } from '@parley/worker/contract/text.ts';
import { createSignal, Show } from 'solid-js';
import { DeviceSelects } from '../../controls/DeviceSelects.tsx';
import { MediaNotes } from '../../controls/MediaNotes.tsx';
import type { LocalMedia, LocalMediaState } from '../../media/local-media.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { AddressNote } from './AddressNote.tsx';
import { addressChoice } from './hide-address.ts';
import { Preview } from './Preview.tsx';
import './green-room.css';

export type GreenRoomProps = {
  preview: MeetingPreview;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  name: string;
  hideAddress: boolean;
  busy: boolean;
  onJoin: (name: string, hideAddress: boolean) => void;
  onSpeaker: (speakerId: string | null) => void;
};

/** Before the meeting: see yourself, choose devices, say who you are. */
export function GreenRoom(props: GreenRoomProps) {
  const words = texts.greenRoom;
  const [name, setName] = createSignal(props.name);
  const [missing, setMissing] = createSignal(false);
  const [hide, setHide] = createSignal(props.hideAddress);
  const choice = () => addressChoice(props.preview, hide());
  const cannotJoin = () => choice() === 'cannot-hide';
  let input: HTMLInputElement | undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (props.busy || cannotJoin()) return;
    const cleaned = cleanLine(name()).slice(0, 64).trim();
    setMissing(cleaned === '');
    if (cleaned === '') input?.focus();
    else props.onJoin(cleaned, hide());
  };
  const who = () => {
    const count = props.preview.participantCount;
    return count === 0 ? words.nobody : count === 1 ? words.onePerson : words.people(count);
  };
  const action = () => {
    if (props.busy) return words.joining;
    if (props.preview.youAreHost) return words.start;
    return props.preview.lobby ? words.knock : words.join;
  };
  return (
    <PageFrame>
      <div class="green-room">
        <Preview localMedia={props.localMedia} devices={props.devices} name={name()} />
        <section class="green-room-door" aria-labelledby="green-room-title">
          <div>
            <h1 id="green-room-title">{props.preview.title}</h1>
            <p class="soft">
              {who()} {props.preview.youAreHost ? words.youHost : props.preview.lobby ? words.lobby : ''}
            </p>
          </div>
          <form class="green-room-form" onSubmit={submit} novalidate>
            <div class="field">
              <label for="name">{words.name}</label>
              <input
                id="name"
                ref={input}
                class="input"
                autocomplete="name"
                maxlength="64"
                placeholder={words.namePlaceholder}
                value={name()}
                aria-invalid={missing()}
                aria-describedby={missing() ? 'name-missing' : undefined}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  setMissing(false);
                }}
              />
              <Show when={missing()}>
                <p id="name-missing" class="field-error" role="alert">
                  {words.nameMissing}
                </p>
              </Show>
            </div>
            <Show when={choice()}>{(known) => <AddressNote choice={known()} hide={hide()} onHide={setHide} />}</Show>
            <button
              type="submit"
              class="button button-primary button-large button-wide"
              aria-disabled={props.busy}
              disabled={cannotJoin()}
            >
              {action()}
            </button>
          </form>
          <MediaNotes localMedia={props.localMedia} devices={props.devices} />
          <DeviceSelects localMedia={props.localMedia} devices={props.devices} onSpeaker={props.onSpeaker} />
        </section>
      </div>
    </PageFrame>
  );
}
