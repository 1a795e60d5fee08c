import { Show } from 'solid-js';
import { Dialog } from './Dialog.tsx';

export type ConfirmDialogProps = {
  open: boolean;
  title: string;
  text?: string;
  confirm: string;
  cancel: string;
  /** It cannot be taken back. */
  danger?: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

/** Asks once more before something that others feel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <Show when={props.text}>
        <p>{props.text}</p>
      </Show>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {props.cancel}
        </button>
        <button
          type="button"
          class="button"
          classList={{ 'button-danger': props.danger, 'button-primary': !props.danger }}
          onClick={() => {
            props.onConfirm();
            props.onClose();
          }}
        >
          {props.confirm}
        </button>
      </div>
    </Dialog>
  );
}
