import type { BoxRefusal } from '@parley/worker/contract/boxes.ts';
import { For, Show } from 'solid-js';
import { currentLocale } from '../../texts/load-language.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import type { Figures } from './figures.ts';

/** Boxes that wanted in and were turned away: why, and what helps. */
export function RefusedBoxes(props: { refused: readonly BoxRefusal[]; figures: Figures }) {
  const words = operatorTexts.operate.refusedBoxes;
  const time = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section class="operate-part" aria-labelledby="refused-heading">
      <h2 id="refused-heading">{words.heading}</h2>
      <Show when={props.refused.length > 0} fallback={<p class="soft">{words.none}</p>}>
        {/* On a phone the table scrolls, and keys can do that only with the focus. */}
        <section class="table-scroll" tabindex="0" aria-labelledby="refused-heading">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.box}</th>
                <th scope="col">{words.reason}</th>
                <th scope="col" class="number">
                  {words.times}
                </th>
                <th scope="col">{words.last}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.refused}>
                {(refusal) => (
                  <tr>
                    <th scope="row">
                      <bdi>{refusal.boxId}</bdi>
                    </th>
                    <td class="table-text">
                      <strong>{words.reasons[refusal.code].title}.</strong> {words.reasons[refusal.code].text}{' '}
                      <Show when={refusal.detail}>
                        <bdi class="soft">({refusal.detail})</bdi>
                      </Show>
                    </td>
                    <td class="number">{props.figures.count(refusal.times)}</td>
                    <td>{time.format(refusal.lastAtMs)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </section>
  );
}
