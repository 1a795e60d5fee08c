import { createResource, Match, Show, Suspense, Switch } from 'solid-js';
import { call } from '../../api/worker-client.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { Account } from './Account.tsx';
import { HomeArt } from './HomeArt.tsx';
import { JoinForm } from './JoinForm.tsx';
import { MyMeetings } from './MyMeetings.tsx';
import { SignIn } from './SignIn.tsx';
import './home.css';

/** Signed out: what this is, join, sign in. Signed in: my meetings. */
export function Home() {
  const [me, { refetch }] = createResource(() => call('me').catch(() => ({ user: null })));
  const [ways] = createResource(() => call('signInWays').catch(() => null));
  const user = () => me.latest?.user ?? null;
  const reload = () => void refetch();
  document.title = 'Parley';
  return (
    <PageFrame
      actions={
        <Suspense>
          <Show when={user()}>
            {(signedIn) => (
              <Account
                email={signedIn().email}
                passkeys={ways()?.passkey ?? false}
                operator={signedIn().operator}
                onSignedOut={reload}
              />
            )}
          </Show>
        </Suspense>
      }
    >
      <Suspense fallback={<div class="home-loading" />}>
        <Switch>
          <Match when={user()}>
            <div class="home-signed-in">
              <h1 class="visually-hidden">Parley</h1>
              <MyMeetings />
              <aside class="home-aside">
                <JoinForm />
              </aside>
            </div>
          </Match>
          <Match when={me.state === 'ready'}>
            <div class="home-signed-out">
              <section class="home-hero">
                <h1>{texts.home.title}</h1>
                <p class="home-lead soft">{texts.home.lead}</p>
                <HomeArt />
              </section>
              <div class="home-doors">
                <JoinForm />
                <SignIn ways={ways() ?? null} onSignedIn={reload} />
              </div>
            </div>
          </Match>
        </Switch>
      </Suspense>
    </PageFrame>
  );
}
