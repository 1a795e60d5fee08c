import { type Repeats, repeats } from '@parley/worker/contract/schedule.ts';
import { For, Show } from 'solid-js';
import { Switch } from '../../design/Switch.tsx';
import { texts } from '../../texts/texts.ts';
import { FormField } from './FormField.tsx';
import { type Draft, type DraftProblem, durations } from './settings-draft.ts';

export type PartProps = {
  draft: Draft;
  wrong: ReadonlySet<DraftProblem>;
  onChange: (change: Partial<Draft>) => void;
};

/** Date, time, length and repetition of a scheduled meeting. */
export function WhenFields(props: PartProps) {
  const words = texts.settings.schedule;
  const error = (field: DraftProblem, sentence: string) => (props.wrong.has(field) ? sentence : undefined);
  const zones = () => [...new Set(['UTC', props.draft.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort();
  const lengths = () => [...new Set([...durations, props.draft.durationMinutes])].sort((a, b) => a - b);
  return (
    <fieldset class="form-part">
      <legend>{words.label}</legend>
      <Switch
        label={words.on}
        hint={words.onHint}
        on={props.draft.scheduled}
        onChange={(scheduled) => props.onChange({ scheduled })}
      />
      <Show when={props.draft.scheduled}>
        <div class="form-columns">
          <FormField label={words.date} error={error('date', words.dateMissing)}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="date"
                value={props.draft.date}
                onInput={(event) => props.onChange({ date: event.currentTarget.value })}
              />
            )}
          </FormField>
          <FormField label={words.time} error={error('time', words.timeMissing)}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="time"
                value={props.draft.time}
                onInput={(event) => props.onChange({ time: event.currentTarget.value.slice(0, 5) })}
              />
            )}
          </FormField>
          <FormField label={words.duration}>
            {(control) => (
              <select
                {...control}
                class="input"
                onChange={(event) => props.onChange({ durationMinutes: Number(event.currentTarget.value) })}
              >
                <For each={lengths()}>
                  {(minutes) => (
                    <option value={minutes} selected={minutes === props.draft.durationMinutes}>
                      {minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes)}
                    </option>
                  )}
                </For>
              </select>
            )}
          </FormField>
          <FormField label={words.timeZone}>
            {(control) => (
              <select
                {...control}
                class="input"
                onChange={(event) => props.onChange({ timeZone: event.currentTarget.value })}
              >
                <For each={zones()}>
                  {(zone) => (
                    <option value={zone} selected={zone === props.draft.timeZone}>
                      {zone.replaceAll('_', ' ')}
                    </option>
                  )}
                </For>
              </select>
            )}
          </FormField>
          <FormField label={words.repeats}>
            {(control) => (
              <select
                {...control}
                class="input"
                onChange={(event) => props.onChange({ repeats: event.currentTarget.value as Repeats })}
              >
                <For each={repeats.options}>
                  {(each) => (
                    <option value={each} selected={each === props.draft.repeats}>
                      {words.choices[each]}
                    </option>
                  )}
                </For>
              </select>
            )}
          </FormField>
          <Show when={props.draft.repeats !== 'never'}>
            <FormField label={words.until} hint={words.untilHint} error={error('until', words.untilTooEarly)}>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  type="date"
                  min={props.draft.date}
                  value={props.draft.until}
                  onInput={(event) => props.onChange({ until: event.currentTarget.value })}
                />
              )}
            </FormField>
          </Show>
        </div>
      </Show>
    </fieldset>
  );
}
