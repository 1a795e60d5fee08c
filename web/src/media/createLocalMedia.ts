import { onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { createEffects } from './effects/createEffects.ts';
import { LocalMedia, type LocalMediaState } from './local-media.ts';

/** Camera and microphone of this page, as a store that follows them. */
export function createLocalMedia(): { localMedia: LocalMedia; state: LocalMediaState } {
  const localMedia = new LocalMedia();
  createEffects(localMedia);
  const [state, setState] = createStore<LocalMediaState>({ ...localMedia.state });
  localMedia.subscribe((next) => {
    setState('mic', next.mic);
    setState('camera', next.camera);
    setState('speakerId', next.speakerId);
    setState('facing', next.facing);
    setState('devices', reconcile(next.devices, { key: 'deviceId' }));
  });
  onCleanup(() => localMedia.close());
  return { localMedia, state };
}
