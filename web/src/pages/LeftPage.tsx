import { Show } from 'solid-js';
import type { LeftReason } from '../errors/problem.ts';
import { texts } from '../texts/texts.ts';
import { EndPage, HomeLink } from './EndPage.tsx';

/** After the meeting: why it is over for this person, and the way back. */
export function LeftPage(props: { reason: LeftReason; about: string; onComeBack: () => void }) {
  const words = () => texts.ends.left[props.reason];
  const mayComeBack = () => props.reason !== 'removed';
  return (
    <EndPage title={words().title} text={words().text} about={props.about}>
      <Show when={mayComeBack()}>
        <button type="button" class="button button-primary button-large" onClick={() => props.onComeBack()}>
          {texts.ends.rejoin}
        </button>
      </Show>
      <HomeLink primary={!mayComeBack()} />
    </EndPage>
  );
}
