import { Dialog } from '../../design/Dialog.tsx';
import { texts } from '../../texts/texts.ts';

export type DeleteMeetingProps = { open: boolean; title: string; onClose: () => void; onDelete: () => void };

export function DeleteMeeting(props: DeleteMeetingProps) {
  const words = texts.home.meetings;
  return (
    <Dialog open={props.open} title={words.removeHeading(props.title)} onClose={props.onClose}>
      <p>{words.removeText}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {words.cancel}
        </button>
        <button type="button" class="button button-danger" onClick={() => props.onDelete()}>
          {words.removeConfirm}
        </button>
      </div>
    </Dialog>
  );
}
