import type { Participant } from '@parley/sfu/contract/shapes.ts';
import type { Limits } from '../media/thrift.ts';
import { type Meeting, trackKey } from '../meeting/createMeeting.ts';
import { markJoin } from '../meeting/join-marks.ts';
import type { Place } from './arrange-stage.ts';
import { stagePreferences } from './createStagePreferences.ts';
import { sends } from './shared-screens.ts';
import { Tile } from './Tile.tsx';
import { TileButtons } from './TileButtons.tsx';
import type { PersonActions } from './tile-actions.ts';

export type PersonTileProps = {
  meeting: Meeting;
  person: Participant;
  place: Place;
  /** What the line bears. */
  limits: Limits;
  actions: PersonActions | undefined;
};

/** Narrower tiles have room for one button. */
const roomyPx = 220;

/** Somebody else on the stage. */
export function PersonTile(props: PersonTileProps) {
  const { meeting } = props;
  const { room } = meeting;
  const id = props.person.id;
  const limitPx = () => {
    if (stagePreferences().saveData) return 0;
    return props.place.kind === 'large' ? props.limits.largeSidePx : props.limits.smallSidePx;
  };
  const isSeen = () => limitPx() !== 0 && sends(props.person, 'camera');
  return (
    <Tile
      participantId={id}
      name={props.person.name}
      tracks={isSeen() ? (room.tracks[trackKey(id, 'camera')] ?? []) : []}
      expecting={isSeen()}
      limitPx={limitPx()}
      muted={!sends(props.person, 'mic')}
      speaking={room.speaking.includes(id)}
      handRaised={props.person.handRaisedAtMs !== null}
      away={props.person.suspended}
      quality={props.person.quality}
      pinned={meeting.pins().includes(id)}
      spotlit={room.spotlight === id}
      reactions={meeting.reactions().filter(({ participantId }) => participantId === id)}
      place={props.place}
      watch={meeting.pictureWatch()}
      onFirstFrame={() => markJoin('first-remote-frame')}
      onView={(sidePx) => meeting.view(id, 'camera', sidePx)}
    >
      <TileButtons
        name={props.person.name}
        pinned={meeting.pins().includes(id)}
        roomy={props.place.rect.width >= roomyPx}
        upper={props.place.kind === 'large'}
        onPin={() => meeting.togglePin(id)}
        actions={() => props.actions?.(props.person) ?? []}
      />
    </Tile>
  );
}
