import type { WorkerErrorCode } from '../../contract/errors.ts';
import { maxMeetingFileBytes, maxMeetingFiles } from '../../contract/files.ts';
import type { Permissions } from '../../contract/roles.ts';
import type { LiveFile } from './file-store.ts';
import { grantsOf } from './grants-of.ts';
import type { Seat } from './seat.ts';

/** May this person share a file now: they are in, and may chat? Null: yes. */
export function refusedToShare(seat: Seat, permissions: Permissions): WorkerErrorCode | null {
  if (seat.state !== 'present') return 'not-allowed';
  return grantsOf(seat.role, permissions).includes('chat') ? null : 'not-allowed';
}

/** May a file be for this person: somebody who is in, or on the way from a box that was lost? Nobody else would hear of it. */
export function mayBeFor(seat: Seat | undefined): boolean {
  return seat?.state === 'present' || (seat?.state === 'admitted' && seat.expectedBack);
}

/** Is there room for one more of that size, beside these? Those under way count as what they may become. */
export function hasRoomFor(size: number, files: readonly LiveFile[]): boolean {
  const bytes = files.reduce((sum, file) => sum + file.size, size);
  return files.length < maxMeetingFiles && bytes <= maxMeetingFileBytes;
}

/** Is it for this person, or theirs? Whoever was let in may have what was for everybody, also after they left. */
export function mayHave(seat: Seat, file: LiveFile): boolean {
  if (!file.stored || (seat.state !== 'present' && seat.state !== 'admitted')) return false;
  return file.to === null || file.to === seat.participantId || file.participantId === seat.participantId;
}
