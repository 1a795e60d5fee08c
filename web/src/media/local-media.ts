import { type Captured, capture, type LocalKind } from './capture.ts';
import { type DeviceChoices, readChoices, writeChoices } from './device-choices.ts';
import type { MediaProblem } from './media-problem.ts';

/** A camera or microphone of this person. `on`: wanted; the track is null while it is off, being opened, or not to be had. */
export type LocalSource = {
  on: boolean;
  track: MediaStreamTrack | null;
  /** Being opened: the browser may be asking the person. */
  opening: boolean;
  problem: MediaProblem | null;
  /** Chosen device; null for the system's default. */
  deviceId: string | null;
};
type Devices = { mics: MediaDeviceInfo[]; cameras: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] };
export type LocalMediaState = { mic: LocalSource; camera: LocalSource; speakerId: string | null; devices: Devices };

const listOf = { mic: 'mics', camera: 'cameras' } as const;

/**
 * This person's camera and microphone, from the green room to the end of the meeting. The microphone stays open while muted (its
 * track disabled), so that speaking again is instant; a camera that is off is closed, so that its light is off too.
 */
export class LocalMedia {
  #state: LocalMediaState;
  #listeners = new Set<(state: LocalMediaState) => void>();
  #attempts: Record<LocalKind, number> = { mic: 0, camera: 0 };
  #closed = false;
  #resting = true;
  readonly #onDeviceChange = () => void this.#refreshDevices();

  constructor() {
    const choices = readChoices(localStorage);
    const source = (on: boolean, deviceId: string | null) => ({
      on,
      track: null,
      opening: false,
      problem: null,
      deviceId,
    });
    this.#state = {
      mic: source(choices.micOn, choices.micId),
      camera: source(choices.cameraOn, choices.cameraId),
      speakerId: choices.speakerId,
      devices: { mics: [], cameras: [], speakers: [] },
    };
  }

  get state(): LocalMediaState {
    return this.#state;
  }

  subscribe(listener: (state: LocalMediaState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the microphone, and the camera if it is wanted; also after `rest`. */
  async start(): Promise<void> {
    if (!this.#resting) return;
    this.#resting = false;
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
    await this.#open(this.#state.camera.on ? ['mic', 'camera'] : ['mic']);
  }

  async setOn(kind: LocalKind, on: boolean): Promise<void> {
    const source = this.#state[kind];
    if (source.on === on && (!on || source.track)) return;
    this.#change(kind, { on });
    this.#remember();
    if (on && !this.#state[kind].track) await this.#open([kind]);
    if (!on && kind === 'camera') this.#release(kind);
  }

  /** Null: the system's default device. */
  async choose(kind: LocalKind, deviceId: string | null): Promise<void> {
    this.#change(kind, { deviceId });
    this.#remember();
    if (kind === 'mic' || this.#state[kind].on) await this.#open([kind]);
  }

  chooseSpeaker(speakerId: string | null): void {
    this.#set({ ...this.#state, speakerId });
    this.#remember();
  }

  /** Asks again, after the person changed something outside. */
  async retry(kind: LocalKind): Promise<void> {
    this.#change(kind, { on: true });
    await this.#open([kind]);
  }

  /** Closes both devices, so that their lights go out, and keeps what is wanted of them for the next `start`. */
  rest(): void {
    this.#resting = true;
    for (const kind of ['mic', 'camera'] as const) this.#release(kind);
  }

  close(): void {
    this.#closed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#listeners.clear();
    for (const kind of ['mic', 'camera'] as const) this.#state[kind].track?.stop();
  }

  async #open(kinds: LocalKind[]): Promise<void> {
    const attempts = kinds.map((kind) => [kind, ++this.#attempts[kind]] as const);
    for (const kind of kinds) this.#change(kind, { opening: true, problem: null });
    const captured = await capture(
      Object.fromEntries(kinds.map((kind) => [kind, { deviceId: this.#state[kind].deviceId }])),
    );
    for (const [kind, attempt] of attempts) {
      const result = captured[kind];
      // A later attempt, or the end, overtook this one: what it opened is not wanted any more.
      if (this.#closed || attempt !== this.#attempts[kind]) result?.track?.stop();
      else if (result) this.#accept(kind, result);
    }
    await this.#refreshDevices();
  }

  #accept(kind: LocalKind, result: Captured): void {
    const previous = this.#state[kind].track;
    if (kind === 'camera' && !this.#state.camera.on) {
      result.track?.stop();
      this.#change(kind, { opening: false, problem: null });
      return;
    }
    if (result.track) result.track.onended = () => this.#onEnded(kind, result.track);
    this.#change(kind, { track: result.track, problem: result.problem, opening: false });
    if (previous) stop(previous);
  }

  #release(kind: LocalKind): void {
    this.#attempts[kind]++;
    const { track } = this.#state[kind];
    if (track) stop(track);
    this.#change(kind, { track: null, opening: false });
  }

  /** The device went away, or the person took the permission back. */
  #onEnded(kind: LocalKind, track: MediaStreamTrack): void {
    if (this.#closed || this.#state[kind].track !== track) return;
    this.#change(kind, { track: null, problem: 'ended' });
    void this.#open([kind]);
  }

  async #refreshDevices(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    if (this.#closed) return;
    // Without a permission, browsers list devices without an id: nothing to choose from.
    const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
    this.#set({
      ...this.#state,
      devices: { mics: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') },
    });
    for (const kind of ['mic', 'camera'] as const) {
      const source = this.#state[kind];
      const missing = source.problem === 'no-device' || source.problem === 'ended';
      if (source.on && missing && !source.opening && !this.#resting && this.#state.devices[listOf[kind]].length > 0)
        void this.#open([kind]);
    }
  }

  #change(kind: LocalKind, change: Partial<LocalSource>): void {
    const source = { ...this.#state[kind], ...change };
    // A muted microphone is silent at its source, whatever happens further on.
    if (kind === 'mic' && source.track) source.track.enabled = source.on;
    this.#set({ ...this.#state, [kind]: source });
  }

  #set(state: LocalMediaState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  #remember(): void {
    const { mic, camera, speakerId } = this.#state;
    const choices: DeviceChoices = {
      micId: mic.deviceId,
      cameraId: camera.deviceId,
      speakerId,
      micOn: mic.on,
      cameraOn: camera.on,
    };
    writeChoices(localStorage, choices);
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
