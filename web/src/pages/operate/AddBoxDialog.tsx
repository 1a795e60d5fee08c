import Copy from 'lucide-solid/icons/copy';
import { createSignal, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { call } from '../../api/worker-client.ts';
import { copyText } from '../../design/copy-text.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { failureWords } from '../../errors/failure-words.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { FormField } from '../home/FormField.tsx';
import { boxEnv, type NewBoxDraft, type NewBoxField, readNewBox } from './new-box.ts';

type Made = { lines: string; expiresAtMs: number };

/** Makes a token with which a box enrols, and says where to put it. */
export function AddBoxDialog(props: { open: boolean; onClose: () => void }) {
  const words = operatorTexts.operate.add;
  return (
    <Dialog open={props.open} title={words.heading} onClose={props.onClose}>
      <AddBox onClose={props.onClose} />
    </Dialog>
  );
}

function AddBox(props: { onClose: () => void }) {
  const words = operatorTexts.operate.add;
  const [made, setMade] = createSignal<Made | null>(null);
  return (
    <Show
      when={made()}
      fallback={<BoxForm onMade={setMade} onClose={props.onClose} cancel={operatorTexts.operate.boxes.cancel} />}
    >
      {(known) => (
        <>
          <BoxLines made={known()} />
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => props.onClose()}>
              {words.done}
            </button>
          </div>
        </>
      )}
    </Show>
  );
}

function BoxForm(props: { onMade: (made: Made) => void; onClose: () => void; cancel: string }) {
  const words = operatorTexts.operate.add;
  const [draft, change] = createStore<NewBoxDraft>({ boxId: '', url: '', region: '' });
  const [wrong, setWrong] = createSignal<ReadonlySet<NewBoxField>>(new Set());
  const [busy, setBusy] = createSignal(false);
  const [failed, setFailed] = createSignal('');
  let form: HTMLFormElement | undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    const read = readNewBox(draft);
    setWrong(read.wrong ?? new Set<NewBoxField>());
    if (!read.box) return queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    setBusy(true);
    setFailed('');
    try {
      const { token, expiresAtMs } = await call('createEnrolmentToken', { body: read.box });
      props.onMade({ lines: boxEnv(read.box, token, location.origin), expiresAtMs });
    } catch (thrown) {
      setFailed(failureWords(thrown));
    }
    setBusy(false);
  };
  const fields = [
    { name: 'boxId', label: words.id, hint: words.idHint, wrong: words.idWrong, type: 'text' },
    { name: 'url', label: words.url, hint: words.urlHint, wrong: words.urlWrong, type: 'url' },
    { name: 'region', label: words.region, hint: words.regionHint, wrong: words.regionWrong, type: 'text' },
  ] as const;
  return (
    <form ref={form} class="add-box" novalidate onSubmit={(event) => void submit(event)}>
      <p class="soft">{words.lead}</p>
      {fields.map((field) => (
        <FormField label={field.label} hint={field.hint} error={wrong().has(field.name) ? field.wrong : undefined}>
          {(control) => (
            <input
              {...control}
              class="input"
              type={field.type}
              dir="ltr"
              required
              maxlength="200"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={draft[field.name]}
              onInput={(event) => change(field.name, event.currentTarget.value)}
            />
          )}
        </FormField>
      ))}
      <div role="alert">
        <Show when={failed()}>
          <p class="note">{failed()}</p>
        </Show>
      </div>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {props.cancel}
        </button>
        <button type="submit" class="button button-primary" aria-disabled={busy()}>
          {busy() ? words.making : words.make}
        </button>
      </div>
    </form>
  );
}

function BoxLines(props: { made: Made }) {
  const words = operatorTexts.operate.add;
  const [copied, setCopied] = createSignal<boolean | null>(null);
  const time = new Intl.DateTimeFormat(currentLocale(), { timeStyle: 'short' });
  const news = () => {
    if (copied() === null) return '';
    return copied() ? words.copied : words.copyFailed;
  };
  return (
    <>
      <p>{words.lines}</p>
      <textarea
        class="input box-lines"
        dir="ltr"
        rows={5}
        readonly
        aria-label={words.lines}
        ref={(area) => queueMicrotask(() => area.focus())}
        onFocus={(event) => event.currentTarget.select()}
      >
        {props.made.lines}
      </textarea>
      <p class="soft">{words.until(time.format(props.made.expiresAtMs))}</p>
      <div class="copy-row">
        <button
          type="button"
          class="button button-primary"
          onClick={async () => setCopied(await copyText(props.made.lines))}
        >
          <Copy size={18} aria-hidden="true" />
          {words.copy}
        </button>
        <span role="status">{news()}</span>
      </div>
    </>
  );
}
