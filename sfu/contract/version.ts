/**
 * Version of the signaling protocol (PROTOCOL.md). A client states it in the handshake; a box that speaks another one refuses
 * with `protocol-mismatch`, and the client asks the person to reload.
 */
export const protocolVersion = 5;

/** Socket.IO settings both ends rely on; times in milliseconds. */
export const connection = {
  path: '/signaling',
  pingIntervalMs: 5_000,
  pingTimeoutMs: 5_000,
  /** How long a client waits for a connection to open. */
  connectTimeoutMs: 5_000,
  /** How long a connection may be open without saying who it is: clients open it while a person is about to join. */
  strangerPatienceMs: 20_000,
  maxMessageBytes: 128 * 1024,
  /** How long a peer whose socket is gone stays suspended and can resume. */
  resumeGraceMs: 60_000,
} as const;
