import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import { recoveryWords } from './recovery-words.ts';
import './banners.css';

const longAfterMs = 12_000;

/** On the way in; shown only when it takes longer than a moment. */
export function ConnectingBanner() {
  return (
    <p class="banner banner-late" role="status">
      <span class="banner-spinner" aria-hidden="true" />
      {texts.meeting.connecting}
    </p>
  );
}

/**
 * The meeting helps itself, and what plays goes on. Losing the connection is told at once; what may be over in a moment only when it
 * is not.
 */
export function RecoveryBanner(props: { meeting: Meeting }) {
  const [long, setLong] = createSignal(false);
  const state = props.meeting.state;
  createEffect(() => {
    setLong(false);
    const current = state();
    if (current.name !== 'reconnecting') return;
    const timer = setTimeout(() => setLong(true), longAfterMs - (Date.now() - current.sinceMs));
    onCleanup(() => clearTimeout(timer));
  });
  const words = () => recoveryWords(state(), props.meeting.recovery(), long());
  return (
    <Show when={words()}>
      <p class="banner" classList={{ 'banner-late': state().name === 'joined' }} role="status">
        <span class="banner-spinner" aria-hidden="true" />
        {words()}
      </p>
    </Show>
  );
}

/** Browsers play sound only on pages that were touched. */
export function SoundBanner(props: { onResume: () => void }) {
  return (
    <div class="banner" role="alert">
      {texts.meeting.soundBlocked}
      <button type="button" class="button button-primary" onClick={() => props.onResume()}>
        {texts.meeting.turnSoundOn}
      </button>
    </div>
  );
}
