import { Show } from 'solid-js';
import type { Problem } from '../errors/problem.ts';
import { problemText } from '../errors/problem-texts.ts';
import { texts } from '../texts/texts.ts';
import { EndPage, HomeLink } from './EndPage.tsx';

/** Why it did not work, and what to do. */
export function ProblemPage(props: { problem: Problem; about?: string; onRetry?: () => void }) {
  const words = () => problemText(props.problem);
  const retry = () => (words().retry ? props.onRetry : undefined);
  return (
    <EndPage title={words().title} text={words().text} about={props.about}>
      <div class="end-actions">
        <Show when={retry()}>
          {(again) => (
            <button type="button" class="button button-primary button-large" onClick={() => again()()}>
              {texts.ends.tryAgain}
            </button>
          )}
        </Show>
        <HomeLink primary={!retry()} />
      </div>
    </EndPage>
  );
}
