import { For } from 'solid-js';
import type { Plan, Way } from '../../planner/plan.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { makeFigures } from '../operate/figures.ts';

const ways = ['direct', 'sfu', 'hybrid'] as const;

/** The three ways side by side. */
export function PlanTable(props: { plan: Plan; currency: string }) {
  const words = operatorTexts.plan;
  const { count, mbps, gb, cores, money } = makeFigures(currentLocale());
  const rate = (value: number) => words.mbps(mbps(value));
  const rows: { label: string; write: (way: Way) => string }[] = [
    { label: words.upload, write: (way) => rate(way.uploadMbps) },
    { label: words.download, write: (way) => rate(way.downloadMbps) },
    { label: words.encoders, write: (way) => count(way.encoders) },
    { label: words.connections, write: (way) => count(way.connections) },
    { label: words.gbIn, write: (way) => gb(way.gbIn) },
    { label: words.gbOut, write: (way) => gb(way.gbOut) },
    { label: words.cores, write: (way) => cores(way.cores) },
    { label: words.boxes, write: (way) => count(way.boxes) },
    { label: words.cost, write: (way) => money(way.costPerMonth, props.currency) },
  ];
  return (
    // On a phone the table scrolls, and keys can do that only with the focus.
    <section class="plan-scroll" tabindex="0" aria-labelledby="plan-results-heading">
      <table class="plan-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{words.measure}</span>
            </th>
            <For each={ways}>{(way) => <th scope="col">{words.ways[way]}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={rows}>
            {({ label, write }) => (
              <tr>
                <th scope="row">{label}</th>
                <For each={ways}>{(way) => <td>{write(props.plan[way])}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
