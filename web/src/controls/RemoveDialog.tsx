import { createEffect, createSignal, Show } from 'solid-js';
import { Dialog } from '../design/Dialog.tsx';
import { Switch } from '../design/Switch.tsx';
import { texts } from '../texts/texts.ts';

export type Removal = { banAddress: boolean; turnLobbyOn: boolean };
export type RemoveDialogProps = {
  /** Whom; null while nobody is being removed. */
  name: string | null;
  lobby: boolean;
  onClose: () => void;
  onRemove: (removal: Removal) => void;
};

/** Says what removing does before it is done, and what else would help. */
export function RemoveDialog(props: RemoveDialogProps) {
  const words = texts.people;
  const [banAddress, setBanAddress] = createSignal(false);
  const [turnLobbyOn, setTurnLobbyOn] = createSignal(false);
  createEffect(() => {
    if (props.name === null) return;
    setBanAddress(false);
    setTurnLobbyOn(false);
  });
  return (
    <Dialog open={props.name !== null} title={words.removeHeading(props.name ?? '')} onClose={props.onClose}>
      <p>{words.removeText}</p>
      <div>
        <Switch label={words.banAddress} hint={words.banAddressHint} on={banAddress()} onChange={setBanAddress} />
        <Show when={!props.lobby}>
          <Switch label={words.alsoLobby} hint={words.alsoLobbyHint} on={turnLobbyOn()} onChange={setTurnLobbyOn} />
        </Show>
      </div>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {words.cancel}
        </button>
        <button
          type="button"
          class="button button-danger"
          onClick={() => props.onRemove({ banAddress: banAddress(), turnLobbyOn: turnLobbyOn() })}
        >
          {words.removeConfirm}
        </button>
      </div>
    </Dialog>
  );
}
