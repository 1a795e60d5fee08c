import { createSignal, onCleanup } from 'solid-js';

const shownForMs = 4_000;

/** A finger has just touched this: what others see while they point at it is shown for a while. A second touch hides it. */
export function createTouched() {
  const [touched, setTouched] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const onPointerUp = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') return;
    if (event.target instanceof Element && event.target.closest('button, [popover]')) return;
    clearTimeout(timer);
    setTouched(!touched());
    if (touched()) timer = setTimeout(() => setTouched(false), shownForMs);
  };
  return { touched, onPointerUp };
}
