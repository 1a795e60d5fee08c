import { type BoxError, type BoxErrorCode, boxErrors } from '../contract/errors.ts';

/** A refusal with a name. Whatever else is thrown is a fault of the box and reaches nobody but its log. */
export class BoxFailure extends Error {
  readonly code: BoxErrorCode;

  /** `detail` goes over the wire, for developers: never put a secret or a stack in it. `cause` is only logged. */
  constructor(code: BoxErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(options.detail ? `${boxErrors[code]} (${options.detail})` : boxErrors[code], { cause: options.cause });
    this.name = 'BoxFailure';
    this.code = code;
  }
}

/** The one translation to the wire: a name and its sentence; an unknown error becomes `internal`. */
export function toWireError(error: unknown): BoxError {
  if (error instanceof BoxFailure) return { code: error.code, message: error.message };
  return { code: 'internal', message: boxErrors.internal };
}

/** A reason not to start (bad configuration, busy port, refused enrolment): printed as one sentence, exit code 1. */
export class StartFailure extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'StartFailure';
  }
}
