import { roomSizes } from '@parley/worker/contract/box-link.ts';
import type { Box } from '@parley/worker/contract/boxes.ts';
import { For, Show } from 'solid-js';
import { currentLocale } from '../../texts/load-language.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { factsOf, sizeLabels, toneOf } from './box-state.ts';
import type { Figures } from './figures.ts';
import './box-card.css';

export type BoxCardProps = {
  box: Box;
  figures: Figures;
  onDrain: () => void;
  onTakeBack: () => void;
  onForget: () => void;
};

/** One box: how it is, what it carries, and what can be done with it. */
export function BoxCard(props: BoxCardProps) {
  const words = operatorTexts.operate;
  const facts = () => factsOf(props.box);
  const { count, mbps, share } = props.figures;
  const sends = () => {
    const { sendMbps, capacityMbps } = props.box;
    const sent = mbps(sendMbps);
    return words.mbps(capacityMbps === null ? sent : words.of(sent, mbps(capacityMbps)));
  };
  return (
    <li class="card box-card" aria-label={props.box.id}>
      <header class="box-head">
        <h3>
          <bdi>{props.box.id}</bdi>
        </h3>
        <p class="soft">
          <bdi>{props.box.region}</bdi>
        </p>
      </header>
      <ul class="box-facts">
        <For each={facts()}>
          {(fact) => (
            <li class={`box-fact box-fact-${toneOf(fact)}`}>
              <strong>{words.boxes.facts[fact].title}</strong> {words.boxes.facts[fact].text}
            </li>
          )}
        </For>
      </ul>
      <Show when={props.box.linked} fallback={<LastSeen atMs={props.box.lastSeenAtMs} />}>
        <dl class="box-figures">
          <Bar
            label={words.boxes.people}
            value={words.of(count(props.box.participants), count(props.box.capacity))}
            share={props.box.participants / Math.max(1, props.box.capacity)}
          />
          <Bar label={words.boxes.cpu} value={share(props.box.cpu)} share={props.box.cpu} />
          <Bar
            label={words.boxes.traffic}
            value={sends()}
            share={props.box.capacityMbps === null ? null : props.box.sendMbps / props.box.capacityMbps}
          />
          <Bar
            label={words.boxes.rooms}
            value={`${count(props.box.rooms)} · ${words.sums.direct(count(props.box.roomsInP2p))}`}
            share={null}
          />
        </dl>
        <Show when={props.box.rooms > 0}>
          <RoomSizes rooms={props.box.roomsBySize} figures={props.figures} />
        </Show>
      </Show>
      <footer class="box-foot">
        <p class="soft box-version">
          <Show when={props.box.software}>{(software) => <bdi>{words.version(software())}</bdi>}</Show>{' '}
          <bdi class="box-url">{props.box.url}</bdi>
        </p>
        <div class="box-actions">
          <Show
            when={props.box.draining}
            fallback={
              <button type="button" class="button" onClick={() => props.onDrain()}>
                {words.boxes.drain}
                <span class="visually-hidden"> {props.box.id}</span>
              </button>
            }
          >
            <button type="button" class="button" onClick={() => props.onTakeBack()}>
              {words.boxes.takeBack}
              <span class="visually-hidden"> {props.box.id}</span>
            </button>
          </Show>
          <button type="button" class="button button-quiet" onClick={() => props.onForget()}>
            {words.boxes.forget}
            <span class="visually-hidden"> {props.box.id}</span>
          </button>
        </div>
      </footer>
    </li>
  );
}

function LastSeen(props: { atMs: number | null }) {
  const time = new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <Show when={props.atMs}>
      {(atMs) => <p class="soft">{operatorTexts.operate.boxes.lastSeen(time.format(atMs()))}</p>}
    </Show>
  );
}

/** A figure, and how much of it there is room for; null: there is no saying. */
function Bar(props: { label: string; value: string; share: number | null }) {
  const bounded = () => Math.max(0, Math.min(1, props.share ?? 0));
  return (
    <div class="bar">
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
      <Show when={props.share !== null}>
        <span class="bar-line" aria-hidden="true">
          <span
            class="bar-fill"
            classList={{ 'bar-fill-high': bounded() > 0.8 }}
            style={{ 'inline-size': `${bounded() * 100}%` }}
          />
        </span>
      </Show>
    </div>
  );
}

/** How many rooms have how many people. */
function RoomSizes(props: { rooms: readonly number[]; figures: Figures }) {
  const most = () => Math.max(1, ...props.rooms);
  const labels = sizeLabels(roomSizes);
  return (
    <figure class="sizes">
      <figcaption class="soft">{operatorTexts.operate.boxes.sizes}</figcaption>
      <dl class="sizes-list">
        <For each={labels}>
          {(label, index) => (
            <div class="size">
              <dt dir="ltr">{label}</dt>
              <dd>
                {props.figures.count(props.rooms[index()] ?? 0)}
                <span
                  class="size-bar"
                  aria-hidden="true"
                  style={{ 'block-size': `${((props.rooms[index()] ?? 0) / most()) * 2}rem` }}
                />
              </dd>
            </div>
          )}
        </For>
      </dl>
    </figure>
  );
}
