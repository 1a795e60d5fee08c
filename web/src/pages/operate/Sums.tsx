import type { Box } from '@parley/worker/contract/boxes.ts';
import { createMemo, type JSX } from 'solid-js';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { sumOf } from './box-state.ts';
import type { Figures } from './figures.ts';

/** The whole fleet in one line. */
export function Sums(props: { boxes: readonly Box[]; figures: Figures }) {
  const words = operatorTexts.operate;
  const sum = createMemo(() => sumOf(props.boxes));
  const { count, mbps } = props.figures;
  return (
    <dl class="sums">
      <Sum label={words.sums.boxes} value={words.of(count(sum().healthy), count(sum().boxes))} />
      <Sum label={words.sums.people} value={words.of(count(sum().people), count(sum().capacity))} />
      <Sum label={words.sums.rooms} value={count(sum().rooms)} note={words.sums.direct(count(sum().roomsInP2p))} />
      <Sum label={words.sums.traffic} value={words.mbps(mbps(sum().sendMbps))} />
    </dl>
  );
}

function Sum(props: { label: string; value: string; note?: string }): JSX.Element {
  return (
    <div class="sum">
      <dt>{props.label}</dt>
      <dd>
        <strong>{props.value}</strong> <span class="soft">{props.note}</span>
      </dd>
    </div>
  );
}
