import type { Permissions } from '@parley/worker/contract/roles.ts';
import { For } from 'solid-js';
import { texts } from '../../texts/texts.ts';

const permitted = ['mic', 'camera', 'screen', 'chat'] as const satisfies (keyof Permissions)[];

export type PermissionFieldsProps = { permissions: Permissions; onChange: (permissions: Permissions) => void };

/** What guests may do from the start. */
export function PermissionFields(props: PermissionFieldsProps) {
  const words = texts.settings.permissions;
  return (
    <fieldset class="form-part">
      <legend>{words.label}</legend>
      <div class="form-checkboxes">
        <For each={permitted}>
          {(each) => (
            <label class="checkbox">
              <input
                type="checkbox"
                checked={props.permissions[each]}
                onChange={(event) => props.onChange({ ...props.permissions, [each]: event.currentTarget.checked })}
              />
              {words[each]}
            </label>
          )}
        </For>
      </div>
      <p class="field-hint soft">{words.hint}</p>
    </fieldset>
  );
}
