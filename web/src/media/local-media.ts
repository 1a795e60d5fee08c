import { type Captured, capture, type Facing, type LocalKind } from './capture.ts';
import { type DeviceChoices, readChoices, writeChoices } from './device-choices.ts';
import { type DeviceNews, follow, speakerToUse } from './device-follow.ts';
import { type DeviceList, listDevices, noDevices } from './device-list.ts';
import type { MediaProblem } from './media-problem.ts';
import { type Processor, Treatment } from './treatment.ts';

/** A camera or microphone of this person. `on`: wanted; the track is null while it is off, being opened, or not to be had. */
export type LocalSource = {
  on: boolean;
  /** What is shown and sent: the device's own track, or what an effect makes of it. */
  track: MediaStreamTrack | null;
  /** The device's own. */
  raw: MediaStreamTrack | null;
  /** Being opened: the browser may be asking the person. */
  opening: boolean;
  problem: MediaProblem | null;
  /** Chosen device; null for the system's default. */
  deviceId: string | null;
  /** The system has taken it away for now, as a phone does for a call: it is open and gives nothing. */
  interrupted: boolean;
};
export type LocalMediaState = {
  mic: LocalSource;
  camera: LocalSource;
  /** The speaker to play by: the chosen one while it is there; null for the system's default. */
  speakerId: string | null;
  /** Which way a phone's camera looks; null while nobody chose. */
  facing: Facing | null;
  devices: DeviceList;
};

/** What happened to a device, for a short note. */
export type DeviceNote = DeviceNews & { kind: LocalKind | 'speaker' };

const listOf = { mic: 'mics', camera: 'cameras' } as const;
const kinds = ['mic', 'camera'] as const;

/**
 * This person's camera and microphone, from the green room to the end of the meeting. The microphone stays open while muted (its
 * track disabled), so that speaking again is instant; a camera that is off is closed, so that its light is off too.
 */
export class LocalMedia {
  #state: LocalMediaState;
  #listeners = new Set<(state: LocalMediaState) => void>();
  #noteListeners = new Set<(note: DeviceNote) => void>();
  #attempts: Record<LocalKind, number> = { mic: 0, camera: 0 };
  #chosenSpeaker: string | null;
  #closed = false;
  #resting = true;
  readonly #treatments: Record<LocalKind, Treatment>;
  readonly #onDeviceChange = () => void this.#refreshDevices();
  readonly #onVisible = () => {
    if (!document.hidden) for (const kind of kinds) if (this.#state[kind].interrupted) void this.#open([kind]);
  };

  constructor() {
    const choices = readChoices(localStorage);
    const source = (on: boolean, deviceId: string | null): LocalSource => ({
      on,
      track: null,
      raw: null,
      opening: false,
      problem: null,
      deviceId,
      interrupted: false,
    });
    this.#chosenSpeaker = choices.speakerId;
    this.#state = {
      mic: source(choices.micOn, choices.micId),
      camera: source(choices.cameraOn, choices.cameraId),
      speakerId: choices.speakerId,
      facing: null,
      devices: noDevices,
    };
    const treatment = (kind: LocalKind) => new Treatment((track) => this.#change(kind, { track }));
    this.#treatments = { mic: treatment('mic'), camera: treatment('camera') };
  }

  get state(): LocalMediaState {
    return this.#state;
  }

  subscribe(listener: (state: LocalMediaState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when a device went, came back, or another one is the system's default now. */
  onNote(listener: (note: DeviceNote) => void): () => void {
    this.#noteListeners.add(listener);
    return () => this.#noteListeners.delete(listener);
  }

  /** Opens the microphone, and the camera if it is wanted; also after `rest`. */
  async start(): Promise<void> {
    if (!this.#resting) return;
    this.#resting = false;
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
    document.addEventListener('visibilitychange', this.#onVisible);
    await this.#open(this.#state.camera.on ? ['mic', 'camera'] : ['mic']);
  }

  /** `remember: false`: for a moment only, as while a key is held. */
  async setOn(kind: LocalKind, on: boolean, { remember = true } = {}): Promise<void> {
    const source = this.#state[kind];
    if (source.on === on && (!on || source.track)) return;
    this.#change(kind, { on });
    if (remember) this.#remember();
    if (on && !this.#state[kind].raw) await this.#open([kind]);
    if (!on && kind === 'camera') this.#release(kind);
  }

  /** Null: the system's default device. */
  async choose(kind: LocalKind, deviceId: string | null): Promise<void> {
    this.#change(kind, { deviceId });
    this.#remember();
    if (kind === 'mic' || this.#state[kind].on) await this.#open([kind]);
  }

  chooseSpeaker(speakerId: string | null): void {
    this.#chosenSpeaker = speakerId;
    this.#set({ ...this.#state, speakerId });
    this.#remember();
  }

  /** The other camera of a phone. */
  async flipCamera(): Promise<void> {
    const facing = this.#state.facing === 'environment' ? 'user' : 'environment';
    // Most phones open one camera at a time.
    this.#release('camera');
    this.#set({ ...this.#state, facing, camera: { ...this.#state.camera, deviceId: null } });
    if (this.#state.camera.on) await this.#open(['camera']);
  }

  /** Asks again, after the person changed something outside, or wants back what the system took. */
  async retry(kind: LocalKind): Promise<void> {
    this.#change(kind, { on: true });
    await this.#open([kind]);
  }

  /** What becomes of the picture or the sound before it is shown and sent; null: nothing. What is sent goes on meanwhile. */
  async treat(kind: LocalKind, processor: Processor | null): Promise<void> {
    await this.#treatments[kind].use(processor);
  }

  /** Closes both devices, so that their lights go out, and keeps what is wanted of them for the next `start`. */
  rest(): void {
    this.#resting = true;
    for (const kind of kinds) this.#release(kind);
  }

  close(): void {
    this.#closed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#listeners.clear();
    this.#noteListeners.clear();
    for (const kind of kinds) {
      this.#treatments[kind].close();
      this.#state[kind].raw?.stop();
    }
  }

  async #open(wanted: readonly LocalKind[]): Promise<void> {
    const attempts = wanted.map((kind) => [kind, ++this.#attempts[kind]] as const);
    for (const kind of wanted) this.#change(kind, { opening: true, problem: null });
    const { facing } = this.#state;
    const captured = await capture(
      Object.fromEntries(
        wanted.map((kind) => [
          kind,
          { deviceId: this.#state[kind].deviceId, ...(kind === 'camera' ? { facing } : {}) },
        ]),
      ),
    );
    for (const [kind, attempt] of attempts) {
      const result = captured[kind];
      // A later attempt, or the end, overtook this one: what it opened is not wanted any more.
      if (this.#closed || attempt !== this.#attempts[kind]) result?.track?.stop();
      else if (result) await this.#accept(kind, result, attempt);
    }
    await this.#refreshDevices();
  }

  async #accept(kind: LocalKind, { track, problem }: Captured, attempt: number): Promise<void> {
    const previous = this.#state[kind].raw;
    if (kind === 'camera' && !this.#state.camera.on) {
      track?.stop();
      this.#change(kind, { opening: false, problem: null });
      return;
    }
    if (track) this.#listenTo(kind, track);
    this.#change(kind, { raw: track, problem, opening: track !== null, interrupted: false });
    // What was sent until now goes on until the effect has a first frame of the new device.
    await this.#treatments[kind].feed(track);
    if (attempt === this.#attempts[kind]) this.#change(kind, { opening: false });
    if (previous) stop(previous);
  }

  #listenTo(kind: LocalKind, track: MediaStreamTrack): void {
    const isOpen = () => this.#state[kind].raw === track;
    track.onended = () => this.#onEnded(kind, track);
    track.onmute = () => isOpen() && this.#change(kind, { interrupted: true });
    track.onunmute = () => isOpen() && this.#change(kind, { interrupted: false });
  }

  #release(kind: LocalKind): void {
    this.#attempts[kind]++;
    const { raw } = this.#state[kind];
    if (raw) stop(raw);
    void this.#treatments[kind].feed(null);
    this.#change(kind, { track: null, raw: null, opening: false, interrupted: false });
  }

  /** The device went away, or the person took the permission back. */
  #onEnded(kind: LocalKind, track: MediaStreamTrack): void {
    if (this.#closed || this.#state[kind].raw !== track) return;
    void this.#treatments[kind].feed(null);
    this.#change(kind, { track: null, raw: null, problem: 'ended', interrupted: false });
    void this.#open([kind]);
  }

  async #refreshDevices(): Promise<void> {
    const before = this.#state.devices;
    const devices = await listDevices();
    if (this.#closed) return;
    const speakerId = speakerToUse(this.#chosenSpeaker, devices.speakers);
    // Before the first permission nothing is known of speakers: the choice is kept as it is.
    this.#set({ ...this.#state, devices, ...(devices.speakers.length > 0 ? { speakerId } : {}) });
    this.#followSpeaker(before, devices);
    for (const kind of kinds) this.#followDevice(kind, before, devices);
  }

  #followSpeaker(before: DeviceList, { speakers }: DeviceList): void {
    const { news } = follow({ chosen: this.#chosenSpeaker, open: null, devices: speakers, before: before.speakers });
    if (news) this.#tell({ ...news, kind: 'speaker' });
  }

  #followDevice(kind: LocalKind, before: DeviceList, devices: DeviceList): void {
    if (this.#resting) return;
    const { on, raw, problem, opening, deviceId } = this.#state[kind];
    const list = listOf[kind];
    if (on && (problem === 'no-device' || problem === 'ended') && !opening && devices[list].length > 0)
      return void this.#open([kind]);
    const { deviceId: openId = null, groupId = null } = raw?.getSettings() ?? {};
    const open = raw && { deviceId: openId, groupId };
    const { reopen, news } = follow({ chosen: deviceId, open, devices: devices[list], before: before[list] });
    if (news) this.#tell({ ...news, kind });
    if (reopen && !opening) void this.#open([kind]);
  }

  #tell(note: DeviceNote): void {
    for (const listener of this.#noteListeners) listener(note);
  }

  #change(kind: LocalKind, change: Partial<LocalSource>): void {
    const source = { ...this.#state[kind], ...change };
    // A muted microphone is silent at its source, whatever happens further on.
    if (kind === 'mic') for (const track of [source.track, source.raw]) if (track) track.enabled = source.on;
    this.#set({ ...this.#state, [kind]: source });
  }

  #set(state: LocalMediaState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  #remember(): void {
    const { mic, camera } = this.#state;
    const choices: DeviceChoices = {
      micId: mic.deviceId,
      cameraId: camera.deviceId,
      speakerId: this.#chosenSpeaker,
      micOn: mic.on,
      cameraOn: camera.on,
    };
    writeChoices(localStorage, choices);
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.onmute = null;
  track.onunmute = null;
  track.stop();
}
