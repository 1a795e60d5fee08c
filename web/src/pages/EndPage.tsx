import { A } from '@solidjs/router';
import { type JSX, onMount, Show } from 'solid-js';
import { LogoMark } from '../design/Logo.tsx';
import { texts } from '../texts/texts.ts';
import { PageFrame } from './PageFrame.tsx';
import './end-page.css';

/** Where a way ends: what happened, in one sentence, and what to do now. */
export function EndPage(props: { title: string; text: string; about?: string; note?: string; children: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined;
  // The focus follows the news, for those who hear the page.
  onMount(() => heading?.focus({ preventScroll: true }));
  return (
    <PageFrame ends>
      <section class="end-page">
        <LogoMark size={72} />
        <p class="end-about soft">
          <bdi>{props.about}</bdi>
        </p>
        <h1 ref={heading} tabindex="-1">
          {props.title}
        </h1>
        <p class="end-text soft">{props.text}</p>
        <Show when={props.note}>
          <p class="soft">{props.note}</p>
        </Show>
        {props.children}
      </section>
    </PageFrame>
  );
}

export function HomeLink(props: { primary?: boolean }) {
  return (
    <A href="/" class="button button-large" classList={{ 'button-primary': props.primary }}>
      {texts.ends.home}
    </A>
  );
}
