import Link from 'lucide-solid/icons/link';
import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import PhoneOff from 'lucide-solid/icons/phone-off';
import Settings2 from 'lucide-solid/icons/settings-2';
import Users from 'lucide-solid/icons/users';
import VideoIcon from 'lucide-solid/icons/video';
import VideoOff from 'lucide-solid/icons/video-off';
import { createSignal, Show } from 'solid-js';
import { copyText } from '../design/copy-text.ts';
import { Dialog } from '../design/Dialog.tsx';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { meetingLink } from '../meeting/meeting-link.ts';
import { texts } from '../texts/texts.ts';
import { BarButton } from './BarButton.tsx';
import { createShortcuts } from './createShortcuts.ts';
import type { Toasts } from './createToasts.ts';
import { DeviceSelects } from './DeviceSelects.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MediaNotes } from './MediaNotes.tsx';
import './control-bar.css';

export type ControlBarProps = {
  meeting: Meeting;
  moderation: Moderation;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  toasts: Toasts;
  peopleShown: boolean;
  onPeople: () => void;
  act: (action: () => Promise<void>) => void;
};

/** Everything one does in a meeting, within reach of a thumb. */
export function ControlBar(props: ControlBarProps) {
  const words = texts.meeting;
  const [dialog, setDialog] = createSignal<'devices' | 'leave' | null>(null);
  const mic = () => props.devices.mic;
  const camera = () => props.devices.camera;
  const speaks = () => mic().on && mic().track !== null;
  const isSeen = () => camera().on && (camera().track !== null || camera().opening);
  const close = () => setDialog(null);
  const toggle = (kind: 'mic' | 'camera') => {
    const source = props.devices[kind];
    // Wanted, but not to be had: say why and what to do, instead of a button without effect.
    if (source.on && source.problem) setDialog('devices');
    else void props.localMedia.setOn(kind, !source.on);
  };
  const copy = async () => {
    const copied = await copyText(meetingLink(props.meeting.id, location.origin));
    props.toasts.say(copied ? words.linkCopied : meetingLink(props.meeting.id, location.origin));
  };
  const leave = () => (props.moderation.allowed() ? setDialog('leave') : void props.meeting.leave());
  createShortcuts({ m: () => toggle('mic'), v: () => toggle('camera') });

  return (
    <section class="control-bar" aria-label={words.controls}>
      <p class="control-about" title={props.meeting.room.title}>
        {props.meeting.room.title}
      </p>
      <div class="control-buttons">
        <BarButton
          label={speaks() ? words.mute : mic().on && mic().problem ? words.noMic : words.unmute}
          short={mic().on && mic().problem ? words.mic : undefined}
          shortcut="M"
          off={!speaks()}
          onPress={() => toggle('mic')}
        >
          <Show when={speaks()} fallback={<MicOff size={22} aria-hidden="true" />}>
            <Mic size={22} aria-hidden="true" />
          </Show>
        </BarButton>
        <BarButton
          label={isSeen() ? words.cameraOff : camera().on && camera().problem ? words.noCamera : words.cameraOn}
          short={words.camera}
          shortcut="V"
          off={!isSeen()}
          onPress={() => toggle('camera')}
        >
          <Show when={isSeen()} fallback={<VideoOff size={22} aria-hidden="true" />}>
            <VideoIcon size={22} aria-hidden="true" />
          </Show>
        </BarButton>
        <BarButton label={words.devices} onPress={() => setDialog('devices')}>
          <Settings2 size={22} aria-hidden="true" />
        </BarButton>
        <BarButton label={words.copyLink} short={words.link} onPress={() => void copy()}>
          <Link size={22} aria-hidden="true" />
        </BarButton>
        <BarButton
          label={words.people}
          badge={props.moderation.knocks().length || undefined}
          pressed={props.peopleShown}
          onPress={props.onPeople}
        >
          <Users size={22} aria-hidden="true" />
        </BarButton>
        <BarButton label={words.leave} danger onPress={leave}>
          <PhoneOff size={22} aria-hidden="true" />
        </BarButton>
      </div>
      <Dialog open={dialog() === 'devices'} title={words.devices} onClose={close}>
        <MediaNotes localMedia={props.localMedia} devices={props.devices} />
        <DeviceSelects localMedia={props.localMedia} devices={props.devices} onSpeaker={props.meeting.chooseSpeaker} />
        <div class="dialog-actions">
          <button type="button" class="button button-primary" onClick={close}>
            {words.close}
          </button>
        </div>
      </Dialog>
      <LeaveDialog
        open={dialog() === 'leave'}
        onClose={close}
        onLeave={() => void props.meeting.leave()}
        onEnd={() => props.act(props.moderation.endForAll)}
      />
    </section>
  );
}
