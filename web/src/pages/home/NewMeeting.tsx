import CalendarPlus from 'lucide-solid/icons/calendar-plus';
import Plus from 'lucide-solid/icons/plus';
import { createSignal } from 'solid-js';
import { texts } from '../../texts/texts.ts';

export type NewMeetingProps = {
  onCreate: (title: string) => Promise<boolean>;
  /** To the form with everything else. */
  onMore: (title: string) => void;
};

/** A title is all that a new meeting needs. */
export function NewMeeting(props: NewMeetingProps) {
  const words = texts.home.meetings;
  const [title, setTitle] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy() || title().trim() === '') return;
    setBusy(true);
    if (await props.onCreate(title())) setTitle('');
    setBusy(false);
  };
  return (
    <form class="card home-card" onSubmit={(event) => void submit(event)}>
      <h2>{words.newHeading}</h2>
      <div class="field">
        <label for="new-title">{words.newLabel}</label>
        <div class="home-row home-row-stacks">
          <input
            id="new-title"
            class="input"
            required
            maxlength="120"
            autocomplete="off"
            placeholder={words.newPlaceholder}
            value={title()}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
          <button type="submit" class="button button-primary" disabled={busy()}>
            <Plus size={18} aria-hidden="true" />
            {busy() ? words.creating : words.create}
          </button>
        </div>
      </div>
      <div>
        <button
          type="button"
          class="button button-quiet home-more"
          onClick={() => {
            props.onMore(title());
            setTitle('');
          }}
        >
          <CalendarPlus size={18} aria-hidden="true" />
          {words.scheduleNew}
        </button>
      </div>
    </form>
  );
}
