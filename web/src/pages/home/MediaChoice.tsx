import { type MediaPolicy, mediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { createUniqueId, For } from 'solid-js';
import { texts } from '../../texts/texts.ts';

export type MediaChoiceProps = { chosen: MediaPolicy; onChoose: (policy: MediaPolicy) => void };

/** How media travel in a meeting, with what each choice means. */
export function MediaChoice(props: MediaChoiceProps) {
  const words = texts.settings.media;
  const name = createUniqueId();
  return (
    <fieldset class="form-part">
      <legend>{words.label}</legend>
      <For each={mediaPolicy.options}>
        {(policy) => (
          <label class="radio">
            <input
              type="radio"
              name={name}
              value={policy}
              checked={props.chosen === policy}
              onChange={() => props.onChoose(policy)}
            />
            <span>
              {words.choices[policy].name}
              <small class="soft">{words.choices[policy].text}</small>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
