import { createEffect, Show } from 'solid-js';
import { texts } from '../../texts/texts.ts';

/** Nothing was typed; or what was typed is not it. */
export type PasscodeProblem = 'passcode-needed' | 'passcode-wrong';

export type PasscodeFieldProps = {
  value: string;
  problem: PasscodeProblem | null;
  onInput: (value: string) => void;
};

/** What the meeting asks of guests besides the link. When it is wrong, the cursor is where it can be mended. */
export function PasscodeField(props: PasscodeFieldProps) {
  const words = texts.greenRoom.passcode;
  let input: HTMLInputElement | undefined;
  createEffect(() => {
    if (!props.problem) return;
    input?.focus();
    input?.select();
  });
  return (
    <div class="field">
      <label for="passcode">{words.label}</label>
      <input
        id="passcode"
        ref={input}
        class="input"
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxlength="64"
        value={props.value}
        aria-invalid={props.problem !== null}
        aria-describedby={props.problem ? 'passcode-problem' : 'passcode-hint'}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show
        when={props.problem}
        fallback={
          <p id="passcode-hint" class="field-hint soft">
            {words.hint}
          </p>
        }
      >
        {(known) => (
          <p id="passcode-problem" class="field-error" role="alert">
            {words[known()]}
          </p>
        )}
      </Show>
    </div>
  );
}
