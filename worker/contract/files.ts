import * as z from 'zod/mini';
import { opaqueId } from './ids.ts';

/** Largest file that may be shared in a meeting, in bytes. */
export const maxFileBytes = 25 * 1024 * 1024;
/** All files of one live meeting together, in bytes, and their number. */
export const maxMeetingFileBytes = 250 * 1024 * 1024;
export const maxMeetingFiles = 200;
/** How long a file can be had after it was shared, in milliseconds; also gone with the meeting's end. */
export const fileLifeMs = 24 * 60 * 60_000;

/**
 * A file that somebody shared in the chat: its bytes are the Worker's (`GET /api/meetings/:id/files/:fileId`), for people with a
 * seat only. The type is the Worker's own look at the bytes for pictures, and `application/octet-stream` for all else.
 */
export const sharedFile = z.object({
  id: opaqueId,
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  /** Bytes. */
  size: z.int().check(z.positive(), z.maximum(maxFileBytes)),
  type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'application/octet-stream']),
});
export type SharedFile = z.infer<typeof sharedFile>;

/**
 * Upload: `POST /api/meetings/:id/files`, the bytes as the body, `Authorization: Seat <seat id>.<seat secret>` of somebody who is in
 * and may chat, and these headers. Answers `sharedFile`, or `participant-not-found` when the one whom it is for has left, also meanwhile; the
 * room says it in the chat in their name. Download: `GET
 * /api/meetings/:id/files/:fileId` with the seat of anybody who is or was in; always as an attachment.
 */
export const fileHeaders = {
  /** The file's name, percent-encoded UTF-8 (`encodeURIComponent`). */
  name: 'x-file-name',
  /** Participant id of the one it is for; left out: everybody. */
  to: 'x-file-to',
} as const;
