import { maxSeatsLimit } from '@parley/worker/contract/meetings.ts';
import Eye from 'lucide-solid/icons/eye';
import EyeOff from 'lucide-solid/icons/eye-off';
import RefreshCw from 'lucide-solid/icons/refresh-cw';
import { createSignal, Show } from 'solid-js';
import { Switch } from '../../design/Switch.tsx';
import { texts } from '../../texts/texts.ts';
import { FormField } from './FormField.tsx';
import { makePasscode } from './passcode.ts';
import type { PartProps } from './WhenFields.tsx';

/** Who may come in, and how: lobby, passcode, seats. */
export function EntryFields(props: PartProps) {
  const words = texts.settings.entry;
  const [shown, setShown] = createSignal(false);
  const usePasscode = (passcodeOn: boolean) => {
    const passcode = passcodeOn && props.draft.passcode === '' ? makePasscode() : props.draft.passcode;
    setShown(passcodeOn);
    props.onChange({ passcodeOn, passcode });
  };
  return (
    <fieldset class="form-part">
      <legend>{words.label}</legend>
      <Switch
        label={words.lobby}
        hint={words.lobbyHint}
        on={props.draft.lobby}
        onChange={(lobby) => props.onChange({ lobby })}
      />
      <Switch
        label={words.waitsForHost}
        hint={words.waitsForHostHint}
        on={!props.draft.beginsWithoutHost}
        onChange={(waits) => props.onChange({ beginsWithoutHost: !waits })}
      />
      <Switch label={words.passcode} hint={words.passcodeHint} on={props.draft.passcodeOn} onChange={usePasscode} />
      <Show when={props.draft.passcodeOn}>
        <FormField label={words.passcodeField} error={props.wrong.has('passcode') ? words.passcodeUnfit : undefined}>
          {(control) => (
            <div class="home-row">
              <input
                {...control}
                class="input passcode-input"
                type={shown() ? 'text' : 'password'}
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                maxlength="32"
                value={props.draft.passcode}
                onInput={(event) => props.onChange({ passcode: event.currentTarget.value })}
              />
              <button
                type="button"
                class="icon-button"
                aria-label={shown() ? words.hide : words.show}
                title={shown() ? words.hide : words.show}
                onClick={() => setShown(!shown())}
              >
                <Show when={shown()} fallback={<Eye size={18} aria-hidden="true" />}>
                  <EyeOff size={18} aria-hidden="true" />
                </Show>
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={words.generate}
                title={words.generate}
                onClick={() => {
                  setShown(true);
                  props.onChange({ passcode: makePasscode() });
                }}
              >
                <RefreshCw size={18} aria-hidden="true" />
              </button>
            </div>
          )}
        </FormField>
      </Show>
      <FormField label={words.seats} error={props.wrong.has('maxSeats') ? words.seatsUnfit(maxSeatsLimit) : undefined}>
        {(control) => (
          <input
            {...control}
            class="input seats-input"
            type="number"
            inputmode="numeric"
            min="1"
            max={maxSeatsLimit}
            value={props.draft.maxSeats}
            onInput={(event) => props.onChange({ maxSeats: event.currentTarget.value })}
          />
        )}
      </FormField>
    </fieldset>
  );
}
