import { createUniqueId, For, Show } from 'solid-js';
import { operatorTexts } from '../../texts/operator-texts.ts';
import type { Figures } from './figures.ts';

export type CountTableProps = {
  heading: string;
  none: string;
  /** `code`: as logs and documents name it. */
  rows: readonly { name: string; code: string; times: number }[];
  figures: Figures;
};

/** What happened, and how often. */
export function CountTable(props: CountTableProps) {
  const words = operatorTexts.operate.calls;
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class="count-table">
      <h3 id={id}>{props.heading}</h3>
      <Show when={props.rows.length > 0} fallback={<p class="soft">{props.none}</p>}>
        <table class="table">
          <thead class="visually-hidden">
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.times}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {({ name, code, times }) => (
                <tr>
                  <th scope="row" class="table-text">
                    {name} <bdi class="table-code soft">{code}</bdi>
                  </th>
                  <td class="number">{props.figures.count(times)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </section>
  );
}
