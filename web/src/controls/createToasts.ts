import { type Accessor, createSignal } from 'solid-js';

/** Something that can be done about a piece of news. */
type ToastAction = { label: string; run: () => void };
type Toast = { id: number; text: string; action: ToastAction | null };
export type Toasts = {
  shown: Accessor<Toast[]>;
  say: (text: string, action?: ToastAction) => void;
  dismiss: (id: number) => void;
};

const shownForMs = 4_500;
/** What asks for a touch stays for longer. */
const shownWithActionMs = 9_000;
const mostShown = 3;

/** Short news that come and go; the newest at the end. */
export function createToasts(): Toasts {
  const [shown, setShown] = createSignal<Toast[]>([]);
  let nextId = 1;
  const dismiss = (id: number) => setShown((toasts) => toasts.filter((toast) => toast.id !== id));
  const say = (text: string, action?: ToastAction) => {
    const id = nextId++;
    // The same sentence twice is said once, and stays.
    setShown((toasts) =>
      [...toasts.filter((toast) => toast.text !== text), { id, text, action: action ?? null }].slice(-mostShown),
    );
    setTimeout(() => dismiss(id), action ? shownWithActionMs : shownForMs);
  };
  return { shown, say, dismiss };
}
