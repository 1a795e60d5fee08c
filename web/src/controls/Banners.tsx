import { createSignal, onCleanup } from 'solid-js';
import { texts } from '../texts/texts.ts';
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

/** The connection is lost; the call goes on trying, and so does what plays. */
export function ReconnectingBanner(props: { sinceMs: number }) {
  const [long, setLong] = createSignal(false);
  const timer = setTimeout(() => setLong(true), longAfterMs - (Date.now() - props.sinceMs));
  onCleanup(() => clearTimeout(timer));
  return (
    <p class="banner" role="status">
      <span class="banner-spinner" aria-hidden="true" />
      {long() ? texts.meeting.reconnectingLong : texts.meeting.reconnecting}
    </p>
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
