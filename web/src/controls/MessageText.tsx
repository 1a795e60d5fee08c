import { createEffect, createSignal, For, type JSX, Match, onCleanup, Switch } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { type Block, type Inline, linkTarget, mayBeMarkdown } from './message-tree.ts';
import { textParts } from './text-parts.ts';

/** Loaded with the first message that needs it. */
const loadMarkdown = () => import('./markdown.ts');

/** What somebody wrote: a little Markdown, as elements of our own and never as HTML. Addresses in it can be opened. */
export function MessageText(props: { text: string }) {
  // Until the parser is there, and should it not come, the text as it is. No resource: it would suspend the whole meeting.
  const [parsed, setParsed] = createSignal<Block[] | null>(null);
  createEffect(() => {
    const { text } = props;
    setParsed(null);
    if (!mayBeMarkdown(text)) return;
    let current = true;
    onCleanup(() => {
      current = false;
    });
    loadMarkdown().then(
      ({ parseMessage }) => current && setParsed(parseMessage(text)),
      (thrown: unknown) => console.warn('chat: Markdown could not be loaded', thrown),
    );
  });
  return <Blocks blocks={parsed() ?? asWritten(props.text)} />;
}

function asWritten(text: string): Block[] {
  const children = textParts(text).map(
    (part): Inline =>
      part.href === null ? { type: 'text', text: part.text } : { type: 'link', href: part.href, label: part.text },
  );
  return [{ type: 'paragraph', children }];
}

function Blocks(props: { blocks: readonly Block[] }) {
  return <For each={props.blocks}>{(block) => blockElement(block)}</For>;
}

function blockElement(block: Block): JSX.Element {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inlines inlines={block.children} />
        </p>
      );
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'list':
      return (
        <Switch>
          <Match when={block.start !== null}>
            <ol dir="auto" start={block.start ?? 1}>
              <Items items={block.items} />
            </ol>
          </Match>
          <Match when={block.start === null}>
            <ul dir="auto">
              <Items items={block.items} />
            </ul>
          </Match>
        </Switch>
      );
  }
}

function Items(props: { items: readonly Block[][] }) {
  return (
    <For each={props.items}>
      {(blocks) => (
        <li>
          <Blocks blocks={blocks} />
        </li>
      )}
    </For>
  );
}

function Inlines(props: { inlines: readonly Inline[] }) {
  return <For each={props.inlines}>{(inline) => inlineElement(inline)}</For>;
}

function inlineElement(inline: Inline): JSX.Element {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return <br />;
    case 'code':
      return <code dir="ltr">{inline.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'link': {
      const target = linkTarget(inline);
      return (
        <>
          <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
            {inline.label}
          </a>
          {target && <small class="chat-target"> {texts.chat.leadsTo(target)}</small>}
        </>
      );
    }
  }
}
