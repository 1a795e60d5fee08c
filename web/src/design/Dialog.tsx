import { createEffect, createUniqueId, type JSX, Show } from 'solid-js';

export type DialogProps = { open: boolean; title: string; onClose: () => void; children: JSX.Element };

/** A modal dialog: the browser keeps the focus inside, closes it with Esc and gives the focus back. */
export function Dialog(props: DialogProps) {
  const titleId = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    if (props.open && !dialog?.open) dialog?.showModal();
    if (!props.open && dialog?.open) dialog.close();
  });
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onClose={() => props.onClose()}
      // A press beside the dialog lands on the element itself.
      onPointerDown={(event) => event.target === dialog && dialog.close()}
    >
      <Show when={props.open}>
        <div class="dialog-body">
          <h2 id={titleId}>{props.title}</h2>
          {props.children}
        </div>
      </Show>
    </dialog>
  );
}
