import { type Component, lazy } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { loadPart } from './load-part.ts';

/**
 * A part that comes when it is first opened, and whose absence takes nothing else with it: in its place stands why it did not come.
 */
// biome-ignore lint/suspicious/noExplicitAny: as in Solid's own lazy, whose type the props come from
export function optionalPart<T extends Component<any>>(load: () => Promise<{ default: T }>) {
  return lazy<T>(() =>
    loadPart(load).catch((thrown: unknown) => {
      console.warn('page: a part could not be loaded', thrown);
      return { default: Missing as unknown as T };
    }),
  );
}

function Missing() {
  return (
    <p class="soft" role="status">
      {texts.update.partMissing}
    </p>
  );
}
