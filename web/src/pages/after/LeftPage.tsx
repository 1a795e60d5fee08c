import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import { A } from '@solidjs/router';
import ClipboardList from 'lucide-solid/icons/clipboard-list';
import { Show } from 'solid-js';
import type { LeftReason } from '../../errors/problem.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';
import { EndPage, HomeLink } from '../EndPage.tsx';
import { durationWords } from './duration-words.ts';
import { Rating } from './Rating.tsx';
import { shortestRatedMs } from './rating-draft.ts';

export type LeftPageProps = {
  reason: LeftReason;
  meetingId: string;
  about: string;
  /** How long this person was in, in milliseconds; null: never quite. */
  stayedMs: number | null;
  /** The seat that they had. */
  seat: SeatKey | null;
  isHost: boolean;
  onComeBack: () => void;
};

const minuteMs = 60_000;

/** After the meeting: why it is over for this person, how it was, and the way back. */
export function LeftPage(props: LeftPageProps) {
  const words = () => texts.ends.left[props.reason];
  const mayComeBack = () => props.reason !== 'removed';
  const asks = () =>
    props.reason !== 'removed' && props.reason !== 'replaced' && (props.stayedMs ?? 0) >= shortestRatedMs;
  // Less than a minute is nothing to tell.
  const stayed = () => {
    const { stayedMs } = props;
    return stayedMs === null || stayedMs < minuteMs ? '' : texts.ends.stayed(durationWords(stayedMs, currentLocale()));
  };
  return (
    <EndPage title={words().title} text={words().text} about={props.about} note={stayed()}>
      <div class="end-actions">
        <Show when={mayComeBack()}>
          <button type="button" class="button button-primary button-large" onClick={() => props.onComeBack()}>
            {texts.ends.rejoin}
          </button>
        </Show>
        <HomeLink primary={!mayComeBack()} />
        <Show when={props.isHost}>
          <A href={`/m/${props.meetingId}/attendance`} class="button button-large">
            <ClipboardList size={20} aria-hidden="true" />
            {texts.home.meetings.attendance}
          </A>
        </Show>
      </div>
      <Show when={asks() && props.seat}>{(seat) => <Rating meetingId={props.meetingId} seat={seat()} />}</Show>
    </EndPage>
  );
}
