import type { SharedFile } from '@parley/worker/contract/files.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import Download from 'lucide-solid/icons/download';
import FileIcon from 'lucide-solid/icons/file';
import FileImage from 'lucide-solid/icons/file-image';
import { createSignal, Show } from 'solid-js';
import { downloadFile } from '../api/files.ts';
import { saveAs } from '../design/save-as.ts';
import { problemOf } from '../errors/problem.ts';
import { problemText } from '../errors/problem-texts.ts';
import { currentLocale } from '../texts/load-language.ts';
import { texts } from '../texts/texts.ts';
import { fileSize } from './chat-lines.ts';

export type FileCardProps = { meetingId: string; seat: SeatKey | null; file: SharedFile };

/** A shared file: fetched with this person's seat when they want it, and never shown here. */
export function FileCard(props: FileCardProps) {
  const [loading, setLoading] = createSignal(false);
  const [failed, setFailed] = createSignal('');
  const size = () => fileSize(props.file.size, currentLocale());
  async function download(): Promise<void> {
    if (!props.seat || loading()) return;
    setLoading(true);
    setFailed('');
    try {
      const bytes = await downloadFile(props.meetingId, props.seat, props.file.id);
      // As bytes: no browser shows them in this page's origin.
      saveAs(new Blob([bytes], { type: 'application/octet-stream' }), props.file.name);
    } catch (thrown) {
      console.warn('chat: a file could not be had', thrown);
      const { title, text } = problemText(problemOf(thrown));
      setFailed(`${title}. ${text}`);
    } finally {
      setLoading(false);
    }
  }
  return (
    <div class="file-card">
      <span class="file-icon" aria-hidden="true">
        <Show when={props.file.type.startsWith('image/')} fallback={<FileIcon size={22} />}>
          <FileImage size={22} />
        </Show>
      </span>
      <span class="file-about">
        <bdi class="file-name" title={props.file.name}>
          {props.file.name}
        </bdi>
        <small class="soft">{loading() ? texts.chat.downloading : size()}</small>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.chat.download(props.file.name, size())}
        title={texts.chat.download(props.file.name, size())}
        aria-busy={loading()}
        onClick={() => void download()}
      >
        <Download size={20} aria-hidden="true" />
      </button>
      <p class="file-failed" role="status">
        {failed()}
      </p>
    </div>
  );
}
