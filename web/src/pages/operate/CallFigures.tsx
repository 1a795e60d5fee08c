import type { Overview, Percentiles } from '@parley/worker/contract/operations.ts';
import { For, Show } from 'solid-js';
import type { Problem } from '../../errors/problem.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { texts } from '../../texts/texts.ts';
import { CountTable } from './CountTable.tsx';
import type { Figures } from './figures.ts';

type Way = Overview['quality']['p2p'];

/** How calls did over the last days: what browsers measured, direct beside through a box, and who was turned away. */
export function CallFigures(props: { overview: Overview; figures: Figures }) {
  const words = operatorTexts.operate.calls;
  const { count, ms, stars } = props.figures;
  const recoveries = () => props.overview.recoveries.filter(({ times }) => times > 0);
  const reported = () => {
    const { joinMs, quality } = props.overview;
    return joinMs.count + quality.p2p.calls + quality.sfu.calls + recoveries().length > 0;
  };
  const stepName = (step: string) => words.steps[step as keyof typeof words.steps] ?? step;
  const refusalName = (code: string) => texts.problems[code as Problem]?.title ?? code;
  return (
    <section class="operate-part" aria-labelledby="calls-heading">
      <div class="operate-part-head">
        <h2 id="calls-heading">{words.heading}</h2>
        <p class="soft">{words.days(props.overview.days)}</p>
      </div>
      <Show when={reported()} fallback={<p class="operate-none soft">{words.none}</p>}>
        <dl class="sums">
          <div class="sum">
            <dt>{words.join}</dt>
            <dd>
              <strong>{ms(props.overview.joinMs.p50)}</strong>{' '}
              <span class="soft">
                {words.median} · {words.most} {ms(props.overview.joinMs.p95)} ·{' '}
                {words.joined(count(props.overview.joinMs.count))}
              </span>
            </dd>
          </div>
          <div class="sum">
            <dt>{words.ratings}</dt>
            <dd>
              <Show when={props.overview.ratings.stars !== null} fallback={<span class="soft">{words.unrated}</span>}>
                <strong>{words.stars(stars(props.overview.ratings.stars))}</strong>{' '}
                <span class="soft">{words.rated(count(props.overview.ratings.count))}</span>
              </Show>
            </dd>
          </div>
        </dl>
        <WayTable ways={props.overview.quality} figures={props.figures} />
      </Show>
      <div class="operate-pair">
        <CountTable
          heading={words.recoveries}
          none={words.noRecoveries}
          rows={recoveries().map(({ step, times }) => ({ name: stepName(step), code: step, times }))}
          figures={props.figures}
        />
        <CountTable
          heading={words.refusals}
          none={words.noRefusals}
          rows={props.overview.refusals.map(({ code, times }) => ({ name: refusalName(code), code, times }))}
          figures={props.figures}
        />
      </div>
    </section>
  );
}

const ways = ['p2p', 'sfu'] as const;

/** The same measures of both ways, side by side. */
function WayTable(props: { ways: Overview['quality']; figures: Figures }) {
  const words = operatorTexts.operate.calls;
  const { count, ms, lost, hours } = props.figures;
  const sums: { label: string; of: (way: Way) => string }[] = [
    { label: words.calls, of: (way) => count(way.calls) },
    { label: words.hours, of: (way) => hours(way.hours) },
  ];
  const measures: { label: string; of: (way: Way) => Percentiles; write: (value: number | null) => string }[] = [
    { label: words.rtt, of: (way) => way.rttMs, write: ms },
    { label: words.loss, of: (way) => way.lossPercent, write: lost },
    { label: words.gap, of: (way) => way.switchGapMs, write: ms },
  ];
  return (
    <section class="table-scroll" tabindex="0" aria-labelledby="calls-heading">
      <table class="table">
        <thead>
          <tr>
            <th scope="col" rowspan="2">
              {words.measure}
            </th>
            <For each={ways}>
              {(way) => (
                <th scope="colgroup" colspan="2" class="number">
                  {words.ways[way]}
                </th>
              )}
            </For>
          </tr>
          <tr>
            <For each={ways}>
              {() => (
                <>
                  <th scope="col" class="number">
                    {words.median}
                  </th>
                  <th scope="col" class="number">
                    {words.most}
                  </th>
                </>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={sums}>
            {({ label, of }) => (
              <tr>
                <th scope="row">{label}</th>
                <For each={ways}>
                  {(way) => (
                    <td colspan="2" class="number">
                      {of(props.ways[way])}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
          <For each={measures}>
            {({ label, of, write }) => (
              <tr>
                <th scope="row">{label}</th>
                <For each={ways}>
                  {(way) => (
                    <>
                      <td class="number">{write(of(props.ways[way]).p50)}</td>
                      <td class="number">{write(of(props.ways[way]).p95)}</td>
                    </>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
