import { A } from '@solidjs/router';
import Gauge from 'lucide-solid/icons/gauge';
import KeyRound from 'lucide-solid/icons/key-round';
import LogOut from 'lucide-solid/icons/log-out';
import { createSignal, Show } from 'solid-js';
import { type SignInProblem, signInProblemOf, signOut } from '../../api/sign-in.ts';
import { texts } from '../../texts/texts.ts';
import { loadPart } from '../../update/load-part.ts';

export type AccountProps = { email: string; passkeys: boolean; operator: boolean; onSignedOut: () => void };

/** Who is signed in, a passkey for next time, and the way out. */
export function Account(props: AccountProps) {
  const [news, setNews] = createSignal<SignInProblem | 'added' | null>(null);
  const addPasskey = async () => {
    try {
      const passkeys = await loadPart(() => import('../../api/passkeys.ts'));
      await passkeys.addPasskey('Parley');
      setNews('added');
    } catch (thrown) {
      setNews(signInProblemOf(thrown));
    }
  };
  const leave = async () => {
    await signOut().catch(() => undefined);
    props.onSignedOut();
  };
  const newsText = (known: SignInProblem | 'added') =>
    known === 'added' ? texts.home.account.passkeyAdded : texts.home.signIn.problems[known];
  return (
    <>
      <p class="account-news" role="status">
        <Show when={news()}>{(known) => newsText(known())}</Show>
      </p>
      <span class="account-email soft" title={texts.home.account.signedInAs(props.email)}>
        {props.email}
      </span>
      <Show when={props.operator}>
        <A href="/operate" class="button button-quiet" title={texts.home.account.operate}>
          <Gauge size={18} aria-hidden="true" />
          <span class="account-word">{texts.home.account.operate}</span>
        </A>
      </Show>
      <Show when={props.passkeys && 'PublicKeyCredential' in window}>
        <button
          type="button"
          class="button button-quiet"
          title={texts.home.account.addPasskey}
          onClick={() => void addPasskey()}
        >
          <KeyRound size={18} aria-hidden="true" />
          <span class="account-word">{texts.home.account.addPasskey}</span>
        </button>
      </Show>
      <button type="button" class="button" title={texts.home.account.signOut} onClick={() => void leave()}>
        <LogOut size={18} aria-hidden="true" />
        <span class="account-word">{texts.home.account.signOut}</span>
      </button>
    </>
  );
}
