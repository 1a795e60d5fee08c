import type { ReplyOf } from '@parley/worker/contract/endpoints.ts';
import { createSignal, Show } from 'solid-js';
import { readLocalCode, sendCode, signInWithCode } from '../../api/sign-in.ts';
import { texts } from '../../texts/texts.ts';

export type EmailCodeProps = {
  delivery: ReplyOf<'signInWays'>['codeDelivery'];
  attempt: (way: () => Promise<void>) => Promise<void>;
  onSignedIn: () => void;
};

/** An address, then the code that was sent there. */
export function EmailCode(props: EmailCodeProps) {
  const words = texts.home.signIn;
  const [email, setEmail] = createSignal('');
  const [code, setCode] = createSignal('');
  const [sent, setSent] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [shownCode, setShownCode] = createSignal<string | null>(null);
  let codeInput: HTMLInputElement | undefined;

  const run = async (event: SubmitEvent, way: () => Promise<void>) => {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    await props.attempt(way);
    setBusy(false);
  };
  const send = async () => {
    await sendCode(email().trim());
    setSent(true);
    setCode('');
    queueMicrotask(() => codeInput?.focus());
    if (props.delivery === 'page') setShownCode(await readLocalCode(email().trim()));
  };
  const signIn = async () => {
    await signInWithCode(email().trim(), code().trim());
    props.onSignedIn();
  };

  return (
    <Show
      when={sent()}
      fallback={
        <form class="home-form" onSubmit={(event) => void run(event, send)}>
          <div class="field">
            <label for="sign-in-email">{words.email}</label>
            <input
              id="sign-in-email"
              class="input"
              type="email"
              required
              autocomplete="email webauthn"
              placeholder={words.emailPlaceholder}
              value={email()}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </div>
          <button type="submit" class="button button-primary button-wide" disabled={busy()}>
            {busy() ? words.sending : words.sendCode}
          </button>
        </form>
      }
    >
      <form class="home-form" onSubmit={(event) => void run(event, signIn)}>
        <Show
          when={shownCode()}
          fallback={<p class="soft">{words[props.delivery === 'mail' ? 'sentTo' : 'printedFor'](email())}</p>}
        >
          {(known) => (
            <div class="note note-calm home-code">
              <p>
                {words.shownHere} <strong data-local-code>{known()}</strong>
              </p>
              <button type="button" class="button" onClick={() => setCode(known())}>
                {words.useCode}
              </button>
            </div>
          )}
        </Show>
        <div class="field">
          <label for="sign-in-code">{words.code}</label>
          <input
            id="sign-in-code"
            ref={codeInput}
            class="input home-digits"
            inputmode="numeric"
            autocomplete="one-time-code"
            required
            maxlength="6"
            value={code()}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button button-primary button-wide" disabled={busy()}>
          {busy() ? words.signingIn : words.signIn}
        </button>
        <button type="button" class="button button-quiet button-wide" onClick={() => setSent(false)}>
          {words.otherAddress}
        </button>
      </form>
    </Show>
  );
}
