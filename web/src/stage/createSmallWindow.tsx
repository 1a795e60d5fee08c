import { type Accessor, createSignal, type JSX, onCleanup } from 'solid-js';
import { delegateEvents, render } from 'solid-js/web';

/** A window that stays on top of all others; only some browsers have it. */
type PictureWindows = { requestWindow: (options: { width: number; height: number }) => Promise<Window> };

export type SmallWindow = {
  offered: boolean;
  open: Accessor<boolean>;
  toggle: () => void;
};

export type SmallWindowOptions = {
  /** What it shows: runs in the other document, with this page's styles. */
  content: () => JSX.Element;
  /** For browsers that can take out a film only: the one to look at now. */
  video: () => HTMLVideoElement | null;
};

const sizePx = { width: 380, height: 260 };

/** The meeting in a small window on top of other programs; by a film of its own where the browser has nothing better. */
export function createSmallWindow(options: SmallWindowOptions): SmallWindow {
  const windows = (window as { documentPictureInPicture?: PictureWindows }).documentPictureInPicture;
  const [opened, setOpened] = createSignal<Window | null>(null);
  const [filmOut, setFilmOut] = createSignal(false);
  const close = () => {
    opened()?.close();
    if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => undefined);
  };
  onCleanup(close);

  async function openWindow(source: PictureWindows): Promise<void> {
    const other = await source.requestWindow(sizePx);
    copyStyles(document, other.document);
    other.document.title = document.title;
    other.document.body.className = 'small-window-body';
    delegateEvents(['click'], other.document);
    const dispose = render(options.content, other.document.body);
    setOpened(other);
    other.addEventListener(
      'pagehide',
      () => {
        dispose();
        setOpened(null);
      },
      { once: true },
    );
  }

  async function takeOutFilm(): Promise<void> {
    const video = options.video();
    if (!video) return;
    await video.requestPictureInPicture();
    setFilmOut(true);
    video.addEventListener('leavepictureinpicture', () => setFilmOut(false), { once: true });
  }

  const open = () => opened() !== null || filmOut();
  return {
    offered: windows !== undefined || (document.pictureInPictureEnabled ?? false),
    open,
    toggle: () => {
      if (open()) return close();
      (windows ? openWindow(windows) : takeOutFilm()).catch((thrown: unknown) =>
        console.warn('stage: no small window', thrown),
      );
    },
  };
}

/** The other document is empty and of the same origin: the same rules are good there. */
function copyStyles(from: Document, to: Document): void {
  const { documentElement } = from;
  to.documentElement.lang = documentElement.lang;
  to.documentElement.dir = documentElement.dir;
  Object.assign(to.documentElement.dataset, documentElement.dataset);
  for (const sheet of from.querySelectorAll('link[rel="stylesheet"], style')) to.head.append(sheet.cloneNode(true));
}
