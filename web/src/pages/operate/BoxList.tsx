import type { Box } from '@parley/worker/contract/boxes.ts';
import Plus from 'lucide-solid/icons/plus';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { call } from '../../api/worker-client.ts';
import { ConfirmDialog } from '../../design/ConfirmDialog.tsx';
import { failureWords } from '../../errors/failure-words.ts';
import { operatorTexts } from '../../texts/operator-texts.ts';
import { AddBoxDialog } from './AddBoxDialog.tsx';
import { BoxCard } from './BoxCard.tsx';
import { inOrder } from './box-state.ts';
import type { Figures } from './figures.ts';

/** What is asked of an operator before it is done. */
type Asked = { about: 'drain' | 'forget'; id: string };

/** The fleet, and what can be done with each of its boxes. */
export function BoxList(props: { boxes: readonly Box[]; figures: Figures; onChanged: () => void }) {
  const words = operatorTexts.operate.boxes;
  const boxes = createMemo(() => inOrder(props.boxes));
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [adding, setAdding] = createSignal(false);
  const [news, setNews] = createSignal('');
  const [failed, setFailed] = createSignal('');
  const isAsked = (about: Asked['about']) => asked()?.about === about;
  const askedId = () => asked()?.id ?? '';

  const act = async (deed: () => Promise<unknown>, done: string) => {
    setNews('');
    setFailed('');
    try {
      await deed();
      setNews(done);
    } catch (thrown) {
      setFailed(failureWords(thrown));
    }
    props.onChanged();
  };
  const drain = (id: string, draining: boolean) =>
    void act(
      () => call('drainBox', { params: { id }, body: { draining } }),
      draining ? words.isDraining(id) : words.isBack(id),
    );
  const forget = (id: string) => void act(() => call('forgetBox', { params: { id } }), words.isForgotten(id));

  return (
    <section class="operate-part" aria-labelledby="boxes-heading">
      <div class="operate-part-head">
        <h2 id="boxes-heading">{words.heading}</h2>
        <button type="button" class="button button-primary" onClick={() => setAdding(true)}>
          <Plus size={18} aria-hidden="true" />
          {words.add}
        </button>
      </div>
      <p class="operate-news" role="status">
        {news()}
      </p>
      <div role="alert">
        <Show when={failed()}>
          <p class="note">{failed()}</p>
        </Show>
      </div>
      <Show when={boxes().length > 0} fallback={<p class="operate-none soft">{words.none}</p>}>
        <ul class="box-list">
          <For each={boxes()}>
            {(box) => (
              <BoxCard
                box={box}
                figures={props.figures}
                onDrain={() => setAsked({ about: 'drain', id: box.id })}
                onTakeBack={() => drain(box.id, false)}
                onForget={() => setAsked({ about: 'forget', id: box.id })}
              />
            )}
          </For>
        </ul>
      </Show>
      <ConfirmDialog
        open={isAsked('drain')}
        title={words.drainHeading(askedId())}
        text={words.drainText}
        confirm={words.drain}
        cancel={words.cancel}
        onClose={() => setAsked(null)}
        onConfirm={() => drain(askedId(), true)}
      />
      <ConfirmDialog
        open={isAsked('forget')}
        title={words.forgetHeading(askedId())}
        text={words.forgetText}
        confirm={words.forgetConfirm}
        cancel={words.cancel}
        danger
        onClose={() => setAsked(null)}
        onConfirm={() => forget(askedId())}
      />
      <AddBoxDialog
        open={adding()}
        onClose={() => {
          setAdding(false);
          props.onChanged();
        }}
      />
    </section>
  );
}
