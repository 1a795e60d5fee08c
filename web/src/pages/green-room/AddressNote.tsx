import { Show } from 'solid-js';
import { texts } from '../../texts/texts.ts';
import type { AddressChoice } from './hide-address.ts';

export type AddressNoteProps = {
  choice: Exclude<AddressChoice, null>;
  hide: boolean;
  onHide: (hide: boolean) => void;
};

/** What direct connections reveal, and the way to keep it to oneself. */
export function AddressNote(props: AddressNoteProps) {
  const words = texts.greenRoom;
  const policy = () => (props.choice === 'auto' ? 'auto' : 'p2p');
  return (
    <div class="address-note">
      <p class="soft" id="address-reveals">
        {words.reveals[policy()]}
      </p>
      <label class="checkbox">
        <input
          type="checkbox"
          checked={props.hide}
          aria-describedby="address-hidden"
          onChange={(event) => props.onHide(event.currentTarget.checked)}
        />
        <span>
          {words.hideAddress}
          <small id="address-hidden" class="soft">
            {words.hidden[policy()]}
          </small>
        </span>
      </label>
      <Show when={props.choice === 'cannot-hide'}>
        <p class="note" role="alert">
          {words.cannotHide}
        </p>
      </Show>
    </div>
  );
}
