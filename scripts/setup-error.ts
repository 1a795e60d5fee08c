/**
 * A step that cannot be done. Its message is one or two sentences that say what to do: it is shown as it stands, without
 * a stack.
 */
export class SetupError extends Error {
  override name = 'SetupError';
}
