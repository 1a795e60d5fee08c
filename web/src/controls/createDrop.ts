import { type Accessor, createSignal } from 'solid-js';

type Handlers = Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>;

/** Files that are dragged over an element and let go there. `over`: they are over it now. */
export function createDrop(onFiles: (files: File[]) => void): { over: Accessor<boolean>; handlers: Handlers } {
  const [over, setOver] = createSignal(false);
  // Each element inside is entered and left as well.
  let inside = 0;
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return {
    over,
    handlers: {
      onDragEnter: (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        inside++;
        setOver(true);
      },
      onDragOver: (event) => carriesFiles(event) && event.preventDefault(),
      onDragLeave: (event) => {
        if (!carriesFiles(event)) return;
        inside = Math.max(0, inside - 1);
        setOver(inside > 0);
      },
      onDrop: (event) => {
        inside = 0;
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        onFiles([...(event.dataTransfer?.files ?? [])]);
      },
    },
  };
}
