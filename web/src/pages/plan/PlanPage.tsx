import { A } from '@solidjs/router';
import { createMemo, createResource, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { type Plan, plan } from '../../planner/plan.ts';
import { pricePresets } from '../../planner/prices.ts';
import { loadOperatorTexts, operatorTexts } from '../../texts/operator-texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { PlanForm } from './PlanForm.tsx';
import { PlanTable } from './PlanTable.tsx';
import { readPlan, usualDraft } from './plan-draft.ts';
import './plan.css';

/** `/plan`: what meetings need and cost, worked out on this device. */
export default function PlanPage() {
  const [ready] = createResource(async () => {
    await loadOperatorTexts();
    return true;
  });
  return (
    <PageFrame>
      <Show when={ready()}>
        <Planner />
      </Show>
    </PageFrame>
  );
}

/** As many as go directly at most. */
const mostDirect = 4;

function Planner() {
  const words = operatorTexts.plan;
  document.title = `${words.heading} · Parley`;
  const [draft, change] = createStore({ ...usualDraft });
  const read = createMemo(() => readPlan(draft));
  // While a figure is being typed, the last plan that could be made stays.
  const planned = createMemo<Plan | null>((before) => {
    const { input } = read();
    return input ? plan(input) : before;
  }, null);
  return (
    <div class="plan">
      <header class="plan-head">
        <h1>{words.heading}</h1>
        <p class="soft">{words.lead}</p>
      </header>
      <PlanForm draft={draft} wrong={read().wrong ?? new Set()} onChange={change} />
      <section class="plan-results" aria-labelledby="plan-results-heading">
        <h2 id="plan-results-heading">{words.results}</h2>
        <Show when={planned()}>
          {(known) => <PlanTable plan={known()} currency={pricePresets[draft.preset].currency} />}
        </Show>
        <Show when={Number(draft.people) > mostDirect}>
          <p class="soft">{words.directOnly(mostDirect)}</p>
        </Show>
        <p>
          <A href="/operate">{words.toOperate}</A>
        </p>
      </section>
    </div>
  );
}
