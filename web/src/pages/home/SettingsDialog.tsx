import type { BodyOf } from '@parley/worker/contract/endpoints.ts';
import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { createSignal, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { Dialog } from '../../design/Dialog.tsx';
import type { Problem } from '../../errors/problem.ts';
import { problemText } from '../../errors/problem-texts.ts';
import { ownTimeZone } from '../../schedule/zoned-time.ts';
import { texts } from '../../texts/texts.ts';
import { EntryFields } from './EntryFields.tsx';
import { FormField } from './FormField.tsx';
import { MediaChoice } from './MediaChoice.tsx';
import { PermissionFields } from './PermissionFields.tsx';
import { type DraftProblem, draftOf, newDraft, readDraft } from './settings-draft.ts';
import { WhenFields } from './WhenFields.tsx';
import './settings-dialog.css';

export type Settings = BodyOf<'createMeeting'>;
export type SettingsDialogProps = {
  open: boolean;
  /** The one to change; null for a new one. */
  meeting: Meeting | null;
  /** Of a new one, as far as it was typed already. */
  title: string;
  /** Why the Worker did not take it. */
  problem: Problem | null;
  onClose: () => void;
  /** False: it did not work, and the page says why. */
  onSave: (settings: Settings) => Promise<boolean>;
};

/** All that a host decides about a meeting, new or old. */
export default function SettingsDialog(props: SettingsDialogProps) {
  const words = texts.settings;
  return (
    <Dialog open={props.open} title={props.meeting ? words.heading : words.newHeading} onClose={props.onClose}>
      <SettingsForm {...props} />
    </Dialog>
  );
}

function SettingsForm(props: SettingsDialogProps) {
  const words = texts.settings;
  const { meeting } = props;
  const [draft, change] = createStore(
    meeting ? draftOf(meeting, Date.now(), ownTimeZone()) : newDraft(props.title, Date.now(), ownTimeZone()),
  );
  const [wrong, setWrong] = createSignal<ReadonlySet<DraftProblem>>(new Set());
  const [busy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    const { settings, problems } = readDraft(draft);
    setWrong(new Set(problems));
    if (!settings) return queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    setBusy(true);
    if (await props.onSave(settings)) props.onClose();
    setBusy(false);
  };
  const action = () => {
    if (busy()) return words.saving;
    return meeting ? words.save : words.create;
  };
  return (
    <form ref={form} class="settings-form" novalidate onSubmit={(event) => void submit(event)}>
      <FormField label={words.title} error={wrong().has('title') ? words.titleMissing : undefined}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxlength="120"
            autocomplete="off"
            value={draft.title}
            onInput={(event) => change('title', event.currentTarget.value)}
          />
        )}
      </FormField>
      <WhenFields draft={draft} wrong={wrong()} onChange={change} />
      <EntryFields draft={draft} wrong={wrong()} onChange={change} />
      <PermissionFields
        permissions={draft.permissions}
        onChange={(permissions) => change('permissions', permissions)}
      />
      <MediaChoice chosen={draft.media} onChoose={(media) => change('media', media)} />
      <Show when={meeting && draft.media !== meeting.media}>
        <p class="field-hint soft">{words.media.changed}</p>
      </Show>
      <Show when={props.problem}>
        {(known) => (
          <p class="note" role="alert">
            {problemText(known()).title}. {problemText(known()).text}
          </p>
        )}
      </Show>
      <div class="dialog-actions settings-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {words.cancel}
        </button>
        <button type="submit" class="button button-primary" aria-disabled={busy()}>
          {action()}
        </button>
      </div>
    </form>
  );
}
