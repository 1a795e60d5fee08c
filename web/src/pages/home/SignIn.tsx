import type { ReplyOf } from '@parley/worker/contract/endpoints.ts';
import { createSignal, Show } from 'solid-js';
import { type SignInProblem, signInProblemOf, startOidc } from '../../api/sign-in.ts';
import { texts } from '../../texts/texts.ts';
import { loadPart } from '../../update/load-part.ts';
import { EmailCode } from './EmailCode.tsx';

type Ways = ReplyOf<'signInWays'>;

/** The ways in for hosts, as many as this service offers. */
export function SignIn(props: { ways: Ways | null; onSignedIn: () => void }) {
  const [problem, setProblem] = createSignal<SignInProblem | null>(null);
  const attempt = async (way: () => Promise<void>) => {
    setProblem(null);
    try {
      await way();
    } catch (thrown) {
      setProblem(signInProblemOf(thrown));
    }
  };
  // Not every browser knows passkeys, and none offers them on an insecure address.
  const passkeys = () => props.ways?.passkey && 'PublicKeyCredential' in window;
  const withPasskey = () =>
    attempt(async () => {
      const { signInWithPasskey } = await loadPart(() => import('../../api/passkeys.ts'));
      await signInWithPasskey();
      props.onSignedIn();
    });
  const withOidc = (id: string) => attempt(async () => location.assign(await startOidc(id, location.href)));
  const offersNothing = () => props.ways && !props.ways.emailCode && !props.ways.passkey && !props.ways.oidc;
  return (
    <section class="card home-card" aria-labelledby="sign-in-heading">
      <h2 id="sign-in-heading">{texts.home.signIn.heading}</h2>
      <Show when={problem()}>
        {(known) => (
          <p class="field-error" role="alert">
            {texts.home.signIn.problems[known()]}
          </p>
        )}
      </Show>
      <Show when={offersNothing()}>
        <p class="soft">{texts.home.signIn.nothingOffered}</p>
      </Show>
      <Show when={props.ways?.emailCode}>
        <EmailCode delivery={props.ways?.codeDelivery ?? 'mail'} attempt={attempt} onSignedIn={props.onSignedIn} />
      </Show>
      <Show when={props.ways?.emailCode && (passkeys() || props.ways.oidc)}>
        <p class="home-or">{texts.home.signIn.or}</p>
      </Show>
      <Show when={props.ways?.oidc}>
        {(oidc) => (
          <button type="button" class="button button-wide" onClick={() => void withOidc(oidc().id)}>
            {texts.home.signIn.oidc(oidc().name)}
          </button>
        )}
      </Show>
      <Show when={passkeys()}>
        <button type="button" class="button button-wide" onClick={() => void withPasskey()}>
          {texts.home.signIn.passkey}
        </button>
      </Show>
    </section>
  );
}
