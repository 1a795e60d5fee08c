import { Show } from 'solid-js';
import type { Problem } from '../errors/problem.ts';
import { problemText } from '../errors/problem-texts.ts';
import { texts } from '../texts/texts.ts';
import { EndPage, HomeLink } from './EndPage.tsx';

/** Why it did not work, and what to do. */
export function ProblemPage(props: {
  problem: Problem;
  about?: string;
  onRetry?: () => void;
  /** A page that is out of date is loaded anew, and comes back to where this person was; else it is only loaded anew. */
  onComeBack?: (() => void) | undefined;
}) {
  const words = () => problemText(props.problem);
  const retry = () => (words().retry ? props.onRetry : undefined);
  return (
    <EndPage title={words().title} text={words().text} about={props.about}>
      <div class="end-actions">
        <Show when={words().outdated}>
          <button
            type="button"
            class="button button-primary button-large"
            onClick={() => (props.onComeBack ? props.onComeBack() : location.reload())}
          >
            {props.onComeBack ? texts.update.reloadAndComeBack : texts.update.reload}
          </button>
        </Show>
        <Show when={retry()}>
          {(again) => (
            <button type="button" class="button button-primary button-large" onClick={() => again()()}>
              {texts.ends.tryAgain}
            </button>
          )}
        </Show>
        <HomeLink primary={!retry() && !words().outdated} />
      </div>
    </EndPage>
  );
}
