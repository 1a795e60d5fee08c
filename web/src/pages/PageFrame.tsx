import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { Logo } from '../design/Logo.tsx';
import { texts } from '../texts/texts.ts';
import { UpdateBanner } from '../update/UpdateBanner.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';
import './page-frame.css';

/** The calm frame of every page but the meeting itself. */
export function PageFrame(props: {
  children: JSX.Element;
  actions?: JSX.Element;
  /** The page is an end, which the next step leaves anyhow: nobody is asked to load it anew. */
  ends?: boolean;
}) {
  return (
    <>
      <a class="skip-link" href="#content">
        {texts.home.skip}
      </a>
      <Show when={!props.ends}>
        <UpdateBanner />
      </Show>
      <header class="page-header">
        <A href="/" class="page-logo" aria-label="Parley">
          <Logo />
        </A>
        <div class="page-actions">{props.actions}</div>
      </header>
      <main id="content" class="page-main" tabindex="-1">
        {props.children}
      </main>
      <footer class="page-footer">
        <p>{texts.home.footer}</p>
        <div class="footer-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </footer>
    </>
  );
}
