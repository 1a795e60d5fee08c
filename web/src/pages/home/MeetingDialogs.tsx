import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { createEffect, createSignal } from 'solid-js';
import { Dialog } from '../../design/Dialog.tsx';
import { texts } from '../../texts/texts.ts';
import { MediaChoice } from './MediaChoice.tsx';

type Common = { open: boolean; title: string; onClose: () => void };

export function RenameMeeting(props: Common & { onRename: (title: string) => Promise<void> }) {
  const words = texts.home.meetings;
  const [title, setTitle] = createSignal('');
  createEffect(() => props.open && setTitle(props.title));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void props.onRename(title());
  };
  return (
    <Dialog open={props.open} title={words.renameHeading} onClose={props.onClose}>
      <form class="dialog-body" onSubmit={submit}>
        <div class="field">
          <label for="rename-title">{words.newLabel}</label>
          <input
            id="rename-title"
            class="input"
            required
            maxlength="120"
            value={title()}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </div>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
          <button type="submit" class="button button-primary">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export type ChangeMediaProps = Common & { media: MediaPolicy; onChange: (media: MediaPolicy) => Promise<void> };

export function ChangeMedia(props: ChangeMediaProps) {
  const words = texts.home.meetings;
  const [media, setMedia] = createSignal<MediaPolicy>(props.media);
  createEffect(() => props.open && setMedia(props.media));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void props.onChange(media());
  };
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <form class="dialog-body" onSubmit={submit}>
        <MediaChoice chosen={media()} onChoose={setMedia} />
        <p class="soft">{words.media.changed}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
          <button type="submit" class="button button-primary">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function DeleteMeeting(props: Common & { onDelete: () => Promise<void> }) {
  const words = texts.home.meetings;
  return (
    <Dialog open={props.open} title={words.removeHeading(props.title)} onClose={props.onClose}>
      <p>{words.removeText}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {words.cancel}
        </button>
        <button type="button" class="button button-danger" onClick={() => void props.onDelete()}>
          {words.removeConfirm}
        </button>
      </div>
    </Dialog>
  );
}
