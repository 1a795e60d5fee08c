import { type MediaProblem, mediaProblemOf } from './media-problem.ts';

export type LocalKind = 'mic' | 'camera';

/** Echo cancellation needs a mono capture that plays through `<audio>` elsewhere. */
const micConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: { ideal: 1 },
};
export const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export type Captured = { track: MediaStreamTrack; problem: null } | { track: null; problem: MediaProblem };
/** Which way a phone's camera looks: at who holds it, or away from them. */
export type Facing = 'user' | 'environment';
/** `facing` matters while no device is chosen; null: whatever the browser takes. */
export type Wish = { deviceId: string | null; facing?: Facing | null };
export type CapturedBoth = Partial<Record<LocalKind, Captured>>;

/**
 * Opens what is wished for. Both are asked for at once, so that there is one question to the person; when that fails, each alone,
 * so that a missing camera does not cost the microphone. A chosen device that is gone falls back to the default one.
 */
export async function capture(wishes: Partial<Record<LocalKind, Wish>>): Promise<CapturedBoth> {
  const kinds = (['mic', 'camera'] as const).filter((kind) => wishes[kind]);
  // Browsers offer no devices at all to a page that is not secure.
  if (!navigator.mediaDevices?.getUserMedia) return each(kinds, () => ({ track: null, problem: 'insecure' }));
  if (kinds.length === 2) {
    try {
      const stream = await open(wishes);
      return each(kinds, (kind) => found(stream, kind));
    } catch {
      // One of the two failed; which one is found out below.
    }
  }
  const results: CapturedBoth = {};
  for (const kind of kinds) results[kind] = await captureOne(kind, wishes[kind] ?? { deviceId: null });
  return results;
}

async function captureOne(kind: LocalKind, wish: Wish): Promise<Captured> {
  try {
    return found(await open({ [kind]: wish }), kind);
  } catch (thrown) {
    const problem = mediaProblemOf(thrown);
    const gone = wish.deviceId && (problem === 'overconstrained' || problem === 'no-device');
    if (gone) return captureOne(kind, { ...wish, deviceId: null });
    return { track: null, problem };
  }
}

function open(wishes: Partial<Record<LocalKind, Wish>>): Promise<MediaStream> {
  const withDevice = (constraints: MediaTrackConstraints, wish: Wish | undefined) =>
    wish && { ...constraints, ...which(wish) };
  return navigator.mediaDevices.getUserMedia({
    audio: withDevice(micConstraints, wishes.mic) ?? false,
    video: withDevice(cameraConstraints, wishes.camera) ?? false,
  });
}

function which({ deviceId, facing }: Wish): MediaTrackConstraints {
  if (deviceId) return { deviceId: { exact: deviceId } };
  return facing ? { facingMode: { ideal: facing } } : {};
}

function found(stream: MediaStream, kind: LocalKind): Captured {
  const track = (kind === 'mic' ? stream.getAudioTracks() : stream.getVideoTracks())[0];
  return track ? { track, problem: null } : { track: null, problem: 'no-device' };
}

function each(kinds: readonly LocalKind[], result: (kind: LocalKind) => Captured): CapturedBoth {
  return Object.fromEntries(kinds.map((kind) => [kind, result(kind)]));
}
