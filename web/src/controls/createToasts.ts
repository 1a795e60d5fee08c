import { type Accessor, createSignal } from 'solid-js';

type Toast = { id: number; text: string };
export type Toasts = { shown: Accessor<Toast[]>; say: (text: string) => void; dismiss: (id: number) => void };

const shownForMs = 4_500;
const mostShown = 3;

/** Short news that come and go; the newest at the end. */
export function createToasts(): Toasts {
  const [shown, setShown] = createSignal<Toast[]>([]);
  let nextId = 1;
  const dismiss = (id: number) => setShown((toasts) => toasts.filter((toast) => toast.id !== id));
  const say = (text: string) => {
    const id = nextId++;
    setShown((toasts) => [...toasts, { id, text }].slice(-mostShown));
    setTimeout(() => dismiss(id), shownForMs);
  };
  return { shown, say, dismiss };
}
