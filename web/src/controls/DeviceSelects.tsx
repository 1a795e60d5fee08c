import SwitchCamera from 'lucide-solid/icons/switch-camera';
import { For, Show } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import { changeDeviceSettings, deviceSettings } from '../media/createDeviceSettings.ts';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import { texts } from '../texts/texts.ts';
import './device-selects.css';

export type DeviceSelectsProps = {
  localMedia: LocalMedia;
  devices: LocalMediaState;
  onSpeaker: (speakerId: string | null) => void;
};

/** A phone's cameras are told apart by where they look. */
const isTouched = () => matchMedia('(pointer: coarse)').matches;

/** Which camera, microphone and speaker to use. */
export function DeviceSelects(props: DeviceSelectsProps) {
  const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  return (
    <div class="device-selects">
      <DeviceSelect
        label={texts.devices.mic}
        devices={props.devices.devices.mics}
        chosen={props.devices.mic.deviceId}
        onChoose={(id) => void props.localMedia.choose('mic', id)}
      />
      <DeviceSelect
        label={texts.devices.camera}
        devices={props.devices.devices.cameras}
        chosen={props.devices.camera.deviceId}
        onChoose={(id) => void props.localMedia.choose('camera', id)}
      />
      <Show when={isTouched() && props.devices.devices.cameras.length > 1}>
        <button type="button" class="button" onClick={() => void props.localMedia.flipCamera()}>
          <SwitchCamera size={20} aria-hidden="true" />
          {texts.devices.flip}
        </button>
      </Show>
      <Show when={canChooseSpeaker}>
        <DeviceSelect
          label={texts.devices.speaker}
          devices={props.devices.devices.speakers}
          chosen={props.devices.speakerId}
          onChoose={(id) => {
            props.localMedia.chooseSpeaker(id);
            props.onSpeaker(id);
          }}
        />
      </Show>
      <Show when={!isTouched()}>
        <Switch
          label={texts.devices.pushToTalk}
          hint={texts.devices.pushToTalkHint}
          on={deviceSettings().pushToTalk}
          onChange={(pushToTalk) => changeDeviceSettings({ pushToTalk })}
        />
      </Show>
    </div>
  );
}

type DeviceSelectProps = {
  label: string;
  devices: MediaDeviceInfo[];
  chosen: string | null;
  onChoose: (deviceId: string | null) => void;
};

function DeviceSelect(props: DeviceSelectProps) {
  // Chromium lists the default device twice, once under this id.
  const listed = () => props.devices.filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications');
  const chosen = () => (listed().some(({ deviceId }) => deviceId === props.chosen) ? (props.chosen ?? '') : '');
  return (
    <Show when={listed().length > 0}>
      <label class="field device-select">
        <span>{props.label}</span>
        <select class="input" value={chosen()} onChange={(event) => props.onChoose(event.currentTarget.value || null)}>
          <option value="">{texts.devices.systemDefault}</option>
          <For each={listed()}>
            {(device, index) => (
              <option value={device.deviceId} selected={device.deviceId === chosen()}>
                {device.label || texts.devices.unnamed(index() + 1)}
              </option>
            )}
          </For>
        </select>
      </label>
    </Show>
  );
}
