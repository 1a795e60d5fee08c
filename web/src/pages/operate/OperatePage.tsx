import type { Overview } from '@parley/worker/contract/operations.ts';
import { A } from '@solidjs/router';
import Calculator from 'lucide-solid/icons/calculator';
import { createResource, Match, Show, Switch } from 'solid-js';
import { problemText } from '../../errors/problem-texts.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { loadOperatorTexts, operatorTexts } from '../../texts/operator-texts.ts';
import { EndPage, HomeLink } from '../EndPage.tsx';
import { PageFrame } from '../PageFrame.tsx';
import { ProblemPage } from '../ProblemPage.tsx';
import { BoxList } from './BoxList.tsx';
import { CallFigures } from './CallFigures.tsx';
import { createOverview } from './createOverview.ts';
import { makeFigures } from './figures.ts';
import { RefusedBoxes } from './RefusedBoxes.tsx';
import { Sums } from './Sums.tsx';
import './operate.css';

/** `/operate`: how the service does, for whoever runs it. */
export default function OperatePage() {
  const [ready] = createResource(async () => {
    await loadOperatorTexts();
    return true;
  });
  return (
    <Show when={ready()} fallback={<PageFrame>{''}</PageFrame>}>
      <Service />
    </Show>
  );
}

function Service() {
  const words = operatorTexts.operate;
  const { overview, state, look } = createOverview();
  document.title = `${words.heading} · Parley`;
  const isForbidden = () => state().problem === 'not-signed-in' || state().problem === 'not-allowed';
  const found = () => !isForbidden() && overview();
  return (
    <Switch
      fallback={
        <PageFrame>
          <p class="soft" role="status">
            {words.loading}
          </p>
        </PageFrame>
      }
    >
      <Match when={isForbidden()}>
        <EndPage title={words.forbidden.title} text={words.forbidden.text}>
          <div class="end-actions">
            <HomeLink primary />
          </div>
        </EndPage>
      </Match>
      <Match when={found()}>
        {(known) => <Found overview={known()} state={state()} onChanged={() => void look()} />}
      </Match>
      <Match when={state().problem}>
        {(problem) => <ProblemPage problem={problem()} onRetry={() => void look()} />}
      </Match>
    </Switch>
  );
}

function Found(props: {
  overview: Overview;
  state: ReturnType<ReturnType<typeof createOverview>['state']>;
  onChanged: () => void;
}) {
  const words = operatorTexts.operate;
  const figures = makeFigures(currentLocale());
  const clock = new Intl.DateTimeFormat(currentLocale(), { timeStyle: 'medium' });
  const time = () => clock.format(props.state.atMs ?? 0);
  return (
    <PageFrame>
      <div class="operate">
        <header class="operate-head">
          <div>
            <h1>{words.heading}</h1>
            <p class="soft">
              {words.version(props.overview.version)} · {words.asOf(time())}
            </p>
          </div>
          <A href="/plan" class="button">
            <Calculator size={18} aria-hidden="true" />
            {words.plan}
          </A>
        </header>
        <div role="status">
          <Show when={props.state.problem}>
            {(problem) => (
              <p class="note">
                {words.stale(time())} {problemText(problem()).title}.
              </p>
            )}
          </Show>
        </div>
        <Sums boxes={props.overview.boxes} figures={figures} />
        <BoxList boxes={props.overview.boxes} figures={figures} onChanged={props.onChanged} />
        <RefusedBoxes refused={props.overview.refusedBoxes} figures={figures} />
        <CallFigures overview={props.overview} figures={figures} />
      </div>
    </PageFrame>
  );
}
