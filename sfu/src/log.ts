import pino from 'pino';

/**
 * Every line the box can log: level and fields. A field that is not listed here is not written, whatever the caller passes:
 * that is how tokens, secrets and addresses stay out of the log. One `info` line per transition of a box, room or peer.
 */
export const logEvents = {
  'box-started': ['info', ['region', 'host', 'port', 'mediaWorkers', 'mediaPort', 'mediaAddresses', 'capacity']],
  'box-draining': ['info', ['rooms', 'participants']],
  'box-closing': ['info', ['rooms', 'participants']],
  'box-closed': ['info', []],
  'box-failed': ['fatal', ['reason', 'error']],
  'box-key-created': ['info', []],
  'box-enrolled': ['info', ['url', 'region']],
  'enrolment-retried': ['warn', ['error']],
  'link-up': ['info', ['rooms']],
  'link-down': ['warn', ['reason', 'error']],
  'link-refused': ['warn', ['code', 'advice']],
  'link-message-refused': ['warn', ['reason']],
  'command-applied': ['info', ['commandId', 'name', 'meetingId', 'placement', 'ok', 'error']],
  'keys-refreshed': ['debug', ['keys']],
  'keys-not-refreshed': ['warn', ['error']],
  'handshake-refused': ['info', ['code', 'error']],
  'room-opened': ['info', ['meetingId', 'placement']],
  'room-closed': ['info', ['meetingId', 'placement', 'reason']],
  'room-media-lost': ['warn', ['meetingId', 'placement', 'change']],
  'room-media-partly-lost': ['warn', ['meetingId', 'placement', 'change', 'peers']],
  'room-media-rebuilt': ['info', ['meetingId', 'placement', 'change', 'tookMs']],
  'room-media-failed': ['error', ['meetingId', 'placement', 'error']],
  'room-restored': ['info', ['meetingId', 'placement', 'expected', 'messages']],
  'restore-evicted': ['warn', ['meetingId', 'placement']],
  'file-not-shared': ['warn', ['meetingId', 'placement', 'participantId', 'error']],
  'room-record-damaged': ['warn', ['meetingId', 'placement', 'fields']],
  'room-record-refused': ['warn', ['meetingId', 'placement', 'error']],
  'room-moving': ['info', ['meetingId', 'placement', 'deadlineMs']],
  'mode-changed': ['info', ['meetingId', 'placement', 'change', 'mode', 'reason']],
  'path-troubled': ['info', ['meetingId', 'placement', 'change', 'mode', 'participantId', 'otherId', 'trouble']],
  'peer-connected': ['info', ['meetingId', 'placement', 'participantId']],
  'peer-joined': ['info', ['meetingId', 'placement', 'participantId']],
  'peer-suspended': ['info', ['meetingId', 'placement', 'participantId']],
  'peer-resumed': ['info', ['meetingId', 'placement', 'participantId']],
  'peer-left': ['info', ['meetingId', 'placement', 'participantId', 'reason']],
  'request-failed': ['error', ['request', 'meetingId', 'placement', 'participantId', 'error']],
  'socket-flooded': ['warn', ['meetingId', 'placement', 'participantId', 'badMessages']],
  'media-worker-started': ['info', ['index', 'pid', 'port', 'sendBatching']],
  'media-worker-died': ['error', ['index', 'pid', 'error']],
  'media-worker-hung': ['error', ['index', 'pid']],
  'media-worker-not-started': ['error', ['index', 'error', 'retryInMs']],
  'media-warning': ['debug', ['message']],
  'media-error': ['warn', ['message']],
  'redis-up': ['info', []],
  'redis-down': ['warn', ['error']],
  'redis-refused': ['warn', ['error']],
  'unexpected-error': ['error', ['error']],
} as const satisfies Record<string, readonly ['debug' | 'info' | 'warn' | 'error' | 'fatal', readonly string[]]>;

export type LogEvent = keyof typeof logEvents;
export type LogFields<E extends LogEvent> = Partial<Record<(typeof logEvents)[E][1][number], unknown>>;
export type Log = <E extends LogEvent>(event: E, fields: LogFields<E>) => void;

/** Name, code, message and stack of an error and its causes; properties (which may hold a token's claims) are left out. */
function describe(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause = error.cause !== undefined && depth < 3 ? describe(error.cause, depth + 1) : undefined;
  return { name: error.name, code, message: error.message.slice(0, 500), stack: error.stack?.slice(0, 2000), cause };
}

/** The listed fields of an event, ready to be written. Strings are cut at 500 characters. */
export function fieldsToWrite<E extends LogEvent>(event: E, fields: LogFields<E>): Record<string, unknown> {
  const given = fields as Record<string, unknown>;
  const written: Record<string, unknown> = {};
  for (const name of logEvents[event][1]) {
    const value = given[name];
    if (value === undefined) continue;
    written[name] = name === 'error' ? describe(value) : typeof value === 'string' ? value.slice(0, 500) : value;
  }
  return written;
}

/** Logs JSON lines to standard output, each with the box's id. `level` as pino knows it, default `info`. */
export function makeLog(level: string, boxId: string, destination?: pino.DestinationStream): Log {
  const options = { level, base: { boxId }, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination ? pino(options, destination) : pino(options);
  return (event, fields) => logger[logEvents[event][0]](fieldsToWrite(event, fields), event);
}
