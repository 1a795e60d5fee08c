import { createUniqueId, type JSX, Show } from 'solid-js';

export type FormFieldProps = {
  label: string;
  hint?: string;
  /** What is wrong with it; undefined while nothing is. */
  error?: string | undefined;
  /** The control, which is to take this id, be described by these words, and say whether it is wrong. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => JSX.Element;
};

/** A control with its label, its hint and what is wrong with it, tied together for those who hear the page. */
export function FormField(props: FormFieldProps) {
  const id = createUniqueId();
  const describedBy = () => [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({
        id,
        get 'aria-describedby'() {
          return describedBy() || undefined;
        },
        get 'aria-invalid'() {
          return props.error !== undefined;
        },
      })}
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="field-hint soft">
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={`${id}-error`} class="field-error">
          {props.error}
        </p>
      </Show>
    </div>
  );
}
