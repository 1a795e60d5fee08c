import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { parseMeetingId } from '../../meeting/meeting-link.ts';
import { texts } from '../../texts/texts.ts';

/** A pasted link or a dictated id leads to the green room. */
export function JoinForm() {
  const navigate = useNavigate();
  const [text, setText] = createSignal('');
  const [wrong, setWrong] = createSignal(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const id = parseMeetingId(text());
    setWrong(!id);
    if (id) navigate(`/m/${id}`);
  };
  return (
    <section class="card home-card" aria-labelledby="join-heading">
      <h2 id="join-heading">{texts.home.join.heading}</h2>
      <form class="home-form" onSubmit={submit} novalidate>
        <div class="field">
          <label for="join-id">{texts.home.join.label}</label>
          <div class="home-row">
            <input
              id="join-id"
              class="input"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              placeholder={texts.home.join.placeholder}
              value={text()}
              aria-invalid={wrong()}
              aria-describedby={wrong() ? 'join-wrong' : undefined}
              onInput={(event) => {
                setText(event.currentTarget.value);
                setWrong(false);
              }}
            />
            <button type="submit" class="button button-primary">
              {texts.home.join.button}
            </button>
          </div>
          <Show when={wrong()}>
            <p id="join-wrong" class="field-error" role="alert">
              {texts.home.join.notAnId}
            </p>
          </Show>
        </div>
      </form>
    </section>
  );
}
