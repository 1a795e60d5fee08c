import { ConfirmDialog } from '../design/ConfirmDialog.tsx';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { type Removal, RemoveDialog } from './RemoveDialog.tsx';

type Someone = { id: string; name: string };

/** What is asked once more before it is done. */
export type Asked = { about: 'remove' | 'hand-over'; person: Someone } | { about: 'end' };

export type PersonDialogsProps = {
  asked: Asked | null;
  moderation: Moderation;
  act: (action: () => Promise<void>) => void;
  say: (text: string) => void;
  onClose: () => void;
};

/** Asks before somebody is removed, gets the meeting, or everybody is sent out. */
export function PersonDialogs(props: PersonDialogsProps) {
  const words = texts.people;
  const personFor = (about: 'remove' | 'hand-over') => (props.asked?.about === about ? props.asked.person : null);
  const remove = ({ banAddress, turnLobbyOn }: Removal) => {
    const person = personFor('remove');
    props.onClose();
    if (!person) return;
    props.act(async () => {
      await props.moderation.remove(person.id, banAddress);
      props.say(words.removed(person.name));
      if (turnLobbyOn) await props.moderation.setLobby(true);
    });
  };
  const handOver = (person: Someone) =>
    props.act(async () => {
      await props.moderation.setRole(person.id, 'host');
      props.say(words.handedOver(person.name));
    });
  const asksHandOver = () => personFor('hand-over');
  return (
    <>
      <RemoveDialog
        name={personFor('remove')?.name ?? null}
        lobby={props.moderation.lobby()}
        onClose={props.onClose}
        onRemove={remove}
      />
      <ConfirmDialog
        open={asksHandOver() !== null}
        title={words.handOverHeading(asksHandOver()?.name ?? '')}
        text={words.handOverText}
        confirm={words.handOverConfirm}
        cancel={words.cancel}
        onClose={props.onClose}
        onConfirm={() => handOver(asksHandOver() as Someone)}
      />
      <ConfirmDialog
        open={props.asked?.about === 'end'}
        title={words.endHeading}
        text={texts.meeting.endForAllHint}
        confirm={words.endConfirm}
        cancel={words.cancel}
        danger
        onClose={props.onClose}
        onConfirm={() => props.act(props.moderation.endForAll)}
      />
    </>
  );
}
