import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { uploadFile } from '../api/files.ts';
import { problemOf } from '../errors/problem.ts';
import { problemText } from '../errors/problem-texts.ts';
import type { Meeting } from '../meeting/createMeeting.ts';

/** A file on its way into the chat, or one that did not get there. */
type UploadLine = {
  id: number;
  name: string;
  /** From 0 to 1. */
  share: number;
  /** Why it was not shared; null while it is on its way. */
  failed: string | null;
};

export type Uploads = {
  lines: Accessor<UploadLine[]>;
  add: (files: Iterable<File>) => void;
  /** Stops one that is on its way, and takes the line of one that failed away. */
  dismiss: (id: number) => void;
};

/** `to`: whom files are for now; null: everybody. One after the other, as people choose them. */
export function createUploads(meeting: Meeting, to: () => string | null): Uploads {
  const [lines, setLines] = createSignal<UploadLine[]>([]);
  const running = new Map<number, AbortController>();
  let nextId = 1;
  let last: Promise<void> = Promise.resolve();
  const change = (id: number, part: Partial<UploadLine>) =>
    setLines((before) => before.map((line) => (line.id === id ? { ...line, ...part } : line)));
  const dismiss = (id: number) => {
    running.get(id)?.abort();
    running.delete(id);
    setLines((before) => before.filter((line) => line.id !== id));
  };

  async function upload(id: number, file: File, recipient: string | null, signal: AbortSignal): Promise<void> {
    const seat = meeting.seat();
    if (!seat || signal.aborted) return;
    try {
      await uploadFile({
        meetingId: meeting.id,
        seat,
        file,
        to: recipient,
        signal,
        onProgress: (share) => change(id, { share }),
      });
      dismiss(id);
    } catch (thrown) {
      if (signal.aborted) return;
      console.warn('chat: a file was not shared', thrown);
      const { title, text } = problemText(problemOf(thrown));
      change(id, { failed: `${title}. ${text}` });
    } finally {
      running.delete(id);
    }
  }

  onCleanup(() => {
    for (const controller of running.values()) controller.abort();
  });
  return {
    lines,
    dismiss,
    add: (files) => {
      for (const file of files) {
        const id = nextId++;
        const controller = new AbortController();
        const recipient = to();
        running.set(id, controller);
        setLines((before) => [...before, { id, name: file.name, share: 0, failed: null }]);
        last = last.then(() => upload(id, file, recipient, controller.signal));
      }
    },
  };
}
