import LayoutGrid from 'lucide-solid/icons/layout-grid';
import { createUniqueId, For } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import { texts } from '../texts/texts.ts';
import { stageViews } from './choose-large.ts';
import { preferStage, stagePreferences } from './createStagePreferences.ts';
import { Popover } from './Popover.tsx';
import { selfViews } from './stage-preferences.ts';

/** How this person sees the meeting, and themselves in it; remembered. */
export function ViewMenu() {
  const words = texts.stage;
  return (
    <Popover class="stage-button" label={words.view} icon={<LayoutGrid size={20} aria-hidden="true" />}>
      {() => (
        <div class="view-menu">
          <Choice
            heading={words.viewHeading}
            options={stageViews}
            chosen={stagePreferences().view}
            name={(view) => words.views[view]}
            hint={(view) => words.viewHints[view]}
            onChoose={(view) => preferStage({ view })}
          />
          <Choice
            heading={words.selfHeading}
            options={selfViews}
            chosen={stagePreferences().self}
            name={(self) => words.self[self]}
            onChoose={(self) => preferStage({ self })}
          />
          <Switch
            label={words.mirrored}
            hint={words.mirroredHint}
            on={stagePreferences().mirrored}
            onChange={(mirrored) => preferStage({ mirrored })}
          />
          <Switch
            label={words.saveData}
            hint={words.saveDataHint}
            on={stagePreferences().saveData}
            onChange={(saveData) => preferStage({ saveData })}
          />
        </div>
      )}
    </Popover>
  );
}

type ChoiceProps<T extends string> = {
  heading: string;
  options: readonly T[];
  chosen: T;
  name: (option: T) => string;
  hint?: (option: T) => string;
  onChoose: (option: T) => void;
};

function Choice<T extends string>(props: ChoiceProps<T>) {
  const group = createUniqueId();
  return (
    <fieldset class="view-choice">
      <legend>{props.heading}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="radio">
            <input
              type="radio"
              name={group}
              value={option}
              checked={option === props.chosen}
              onChange={() => props.onChoose(option)}
            />
            <span>
              {props.name(option)}
              {props.hint && <small class="soft">{props.hint(option)}</small>}
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
