import { For } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { pageLimits } from '../../planner/plan.ts';
import { type PricePreset, pricePresets, pricesAsOf } from '../../planner/prices.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { FormField } from '../home/FormField.tsx';
import { type PlanDraft, type PlanField, planRanges } from './plan-draft.ts';

export type PlanFormProps = {
  draft: PlanDraft;
  wrong: ReadonlySet<PlanField>;
  onChange: SetStoreFunction<PlanDraft>;
};

const presets = Object.keys(pricePresets) as PricePreset[];

/** What somebody means to do. */
export function PlanForm(props: PlanFormProps) {
  const words = operatorTexts.plan;
  const number = new Intl.NumberFormat(currentLocale());
  const month = new Intl.DateTimeFormat(currentLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const fields: { name: PlanField; label: string }[] = [
    { name: 'people', label: words.people },
    { name: 'hours', label: words.hours },
    { name: 'bitrateMbps', label: words.bitrate },
    { name: 'meetings', label: words.meetings },
    { name: 'directPercent', label: words.share },
  ];
  const range = (name: PlanField) => {
    const { least, most } = planRanges[name];
    return words.range(number.format(least), number.format(most));
  };
  return (
    <form class="card plan-form" novalidate aria-label={words.inputs} onSubmit={(event) => event.preventDefault()}>
      <h2>{words.inputs}</h2>
      <For each={fields}>
        {({ name, label }) => (
          <FormField label={label} error={props.wrong.has(name) ? range(name) : undefined}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="number"
                inputmode="decimal"
                step="any"
                min={planRanges[name].least}
                max={planRanges[name].most}
                value={props.draft[name]}
                onInput={(event) => props.onChange(name, event.currentTarget.value)}
              />
            )}
          </FormField>
        )}
      </For>
      <div>
        <label class="checkbox">
          <input
            type="checkbox"
            checked={props.draft.layers}
            onChange={(event) => props.onChange('layers', event.currentTarget.checked)}
          />
          <span>
            {words.layers} <small class="soft">{words.layersHint}</small>
          </span>
        </label>
        <label class="checkbox">
          <input
            type="checkbox"
            checked={props.draft.paging}
            onChange={(event) => props.onChange('paging', event.currentTarget.checked)}
          />
          <span>
            {words.paging} <small class="soft">{words.pagingHint(pageLimits.usualPictures)}</small>
          </span>
        </label>
      </div>
      <FormField label={words.prices} hint={words.pricesAsOf(month.format(new Date(`${pricesAsOf}-01T00:00:00Z`)))}>
        {(control) => (
          <select
            {...control}
            class="input"
            onChange={(event) => props.onChange('preset', event.currentTarget.value as PricePreset)}
          >
            <For each={presets}>
              {(preset) => (
                <option value={preset} selected={props.draft.preset === preset}>
                  {words.presets[preset]}
                </option>
              )}
            </For>
          </select>
        )}
      </FormField>
    </form>
  );
}
