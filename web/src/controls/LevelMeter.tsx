import { createEffect, createSignal, For, onCleanup } from 'solid-js';
import { measureLevel } from '../media/mic-level.ts';
import { texts } from '../texts/texts.ts';
import './level-meter.css';

const bars = [0.08, 0.25, 0.45, 0.65, 0.85];

/** Shows that the microphone hears something. */
export function LevelMeter(props: { track: MediaStreamTrack | null }) {
  const [level, setLevel] = createSignal(0);
  createEffect(() => {
    setLevel(0);
    if (props.track) onCleanup(measureLevel(props.track, setLevel));
  });
  return (
    <div class="level-meter">
      <meter class="visually-hidden" min="0" max="1" value={level()} aria-label={texts.devices.level} />
      <For each={bars}>{(threshold) => <span classList={{ 'level-on': level() > threshold }} />}</For>
    </div>
  );
}
