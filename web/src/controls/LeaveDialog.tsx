import { Dialog } from '../design/Dialog.tsx';
import { texts } from '../texts/texts.ts';

export type LeaveDialogProps = { open: boolean; onClose: () => void; onLeave: () => void; onEnd: () => void };

/** A host chooses: only they go, or everybody does. */
export function LeaveDialog(props: LeaveDialogProps) {
  const words = texts.meeting;
  return (
    <Dialog open={props.open} title={words.leave} onClose={props.onClose}>
      <div class="leave-choice">
        <button type="button" class="button button-primary button-large button-wide" onClick={() => props.onLeave()}>
          {words.leaveForMe}
        </button>
        <p class="soft">{words.leaveForMeHint}</p>
      </div>
      <div class="leave-choice">
        <button type="button" class="button button-danger button-large button-wide" onClick={() => props.onEnd()}>
          {words.endForAll}
        </button>
        <p class="soft">{words.endForAllHint}</p>
      </div>
      <div class="dialog-actions">
        <button type="button" class="button button-quiet" onClick={() => props.onClose()}>
          {texts.people.cancel}
        </button>
      </div>
    </Dialog>
  );
}
