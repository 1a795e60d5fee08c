import type { Role } from '../contract/roles.ts';

/**
 * Every event that the Worker logs, one info line per lifecycle transition. The union is closed and holds no field for a
 * token, code, secret or e-mail address, so that none can be logged by mistake.
 */
export type LogEvent =
  | { level: 'error'; event: 'configuration-refused'; problems: readonly string[] }
  | { level: 'error'; event: 'request-failed'; where: string; reason: string }
  | { level: 'error'; event: 'mail-failed'; way: 'http' | 'smtp'; reason: string }
  | { level: 'warn'; event: 'sign-in-library'; message: string }
  | { level: 'info'; event: 'signing-key-made'; kid: string; signsFromMs: number }
  | { level: 'info'; event: 'meeting-created' | 'meeting-live' | 'meeting-idle' | 'meeting-deleted'; meetingId: string }
  | { level: 'info'; event: 'meeting-ended'; meetingId: string }
  | {
      level: 'info';
      event: 'meeting-placed';
      meetingId: string;
      placement: number;
      boxId: string;
      why: 'anew' | 'dead' | 'away';
    }
  | { level: 'warn'; event: 'meeting-not-placed'; meetingId: string }
  | { level: 'info'; event: 'participant-removed'; meetingId: string; participantId: string }
  | { level: 'info'; event: 'role-set'; meetingId: string; participantId: string; role: Role }
  | {
      level: 'info';
      event: 'box-enrolled' | 'box-linked' | 'box-unlinked' | 'box-forgotten' | 'box-draining' | 'box-drain-over';
      boxId: string;
    }
  | { level: 'warn'; event: 'box-link-refused'; boxId: string | null; reason: string }
  | { level: 'warn'; event: 'box-unreachable'; boxId: string; addresses: readonly string[] }
  | { level: 'info'; event: 'box-partly-reachable'; boxId: string; addresses: readonly string[] }
  | { level: 'warn'; event: 'command-refused'; boxId: string; commandId: string }
  | { level: 'error'; event: 'box-events-lost'; meetingId: string; reason: string }
  | { level: 'error'; event: 'files-not-deleted' | 'attendance-not-written'; meetingId: string; reason: string };

export function log(entry: LogEvent): void {
  const line = JSON.stringify(entry);
  if (entry.level === 'error') console.error(line);
  else if (entry.level === 'warn') console.warn(line);
  else console.log(line);
}

/** An unknown error as one line for the log: name, message and where, never sent to anyone. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
