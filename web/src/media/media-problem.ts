/** Why a camera or microphone is not there. Texts with what to do: texts/en/devices.ts. */
export type MediaProblem =
  /** No such device is connected. */
  | 'no-device'
  /** The person, or the browser's settings, said no to this site. */
  | 'permission-denied'
  /** The question was closed without an answer. */
  | 'permission-dismissed'
  /** The operating system keeps the browser from it. */
  | 'system-denied'
  /** Another program, or another tab, holds it. */
  | 'in-use'
  /** The chosen device cannot do what was asked, and neither could the default one. */
  | 'overconstrained'
  /** It was unplugged, or taken away, while in use. */
  | 'ended'
  /** The page is not on https (or localhost): browsers then offer no devices at all. */
  | 'insecure'
  | 'failed';

/** Names what `getUserMedia` threw. */
export function mediaProblemOf(thrown: unknown): MediaProblem {
  if (!(thrown instanceof Error)) return 'failed';
  switch (thrown.name) {
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'no-device';
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      if (/dismiss/i.test(thrown.message)) return 'permission-dismissed';
      return /system/i.test(thrown.message) ? 'system-denied' : 'permission-denied';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return 'overconstrained';
    default:
      return 'failed';
  }
}
