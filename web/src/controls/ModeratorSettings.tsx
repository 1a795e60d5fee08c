import type { Permissions } from '@parley/worker/contract/roles.ts';
import { For } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';

export type ModeratorSettingsProps = {
  meeting: Meeting;
  moderation: Moderation;
  act: (action: () => Promise<void>) => void;
  onEnd: () => void;
};

const kinds: readonly (keyof Permissions)[] = ['mic', 'camera', 'screen', 'chat'];

/** Who may come in, and what guests may do; as it is now, whoever changed it. */
export function ModeratorSettings(props: ModeratorSettingsProps) {
  const words = texts.people;
  const { meeting, moderation, act } = props;
  return (
    <>
      <section class="people-settings" aria-labelledby="people-settings">
        <h3 id="people-settings">{words.settings}</h3>
        <Switch
          label={words.lock}
          hint={words.lockHint}
          on={meeting.room.locked}
          onChange={(locked) => act(() => moderation.setLocked(locked))}
        />
        <Switch
          label={words.lobby}
          hint={words.lobbyHint}
          on={moderation.lobby()}
          onChange={(lobby) => act(() => moderation.setLobby(lobby))}
        />
      </section>
      <section class="people-settings" aria-labelledby="people-permissions">
        <h3 id="people-permissions">{words.permissions}</h3>
        <For each={kinds}>
          {(kind) => (
            <Switch
              label={words.permission[kind]}
              on={moderation.permissions()[kind]}
              onChange={(allowed) => act(() => moderation.setPermissions({ [kind]: allowed }))}
            />
          )}
        </For>
      </section>
      <button type="button" class="button button-wide people-end" onClick={() => props.onEnd()}>
        {words.endForAll}
      </button>
    </>
  );
}
