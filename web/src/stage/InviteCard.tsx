import { createSignal } from 'solid-js';
import { copyText } from '../design/copy-text.ts';
import { meetingLink } from '../meeting/meeting-link.ts';
import { texts } from '../texts/texts.ts';

/** Alone in the meeting: the link is what is needed now. */
export function InviteCard(props: { meetingId: string }) {
  const [copied, setCopied] = createSignal(false);
  const link = () => meetingLink(props.meetingId, location.origin);
  const copy = async () => {
    setCopied(await copyText(link()));
    setTimeout(() => setCopied(false), 2_500);
  };
  return (
    <aside class="invite-card">
      <h2>{texts.meeting.alone.heading}</h2>
      <p>{texts.meeting.alone.text}</p>
      <p class="invite-link">{link()}</p>
      <button type="button" class="button button-primary" onClick={() => void copy()}>
        <span aria-live="polite">{copied() ? texts.meeting.linkCopied : texts.meeting.copyLink}</span>
      </button>
    </aside>
  );
}
