import { workerErrorBody } from '@parley/worker/contract/errors.ts';
import { fileHeaders, maxFileBytes, type SharedFile, sharedFile } from '@parley/worker/contract/files.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import * as z from 'zod/mini';
import { ProblemError } from '../errors/problem.ts';

const seatHeader = ({ id, secret }: SeatKey) => `Seat ${id}.${secret}`;
const addressOf = (meetingId: string, fileId?: string) =>
  `/api/meetings/${encodeURIComponent(meetingId)}/files${fileId ? `/${encodeURIComponent(fileId)}` : ''}`;

export type Upload = {
  meetingId: string;
  seat: SeatKey;
  file: File;
  /** The only one to get it; null: everybody. */
  to: string | null;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Why a file need not be sent at all; null: nothing is wrong with it from here. */
export function fileProblem({ name, size }: Pick<File, 'name' | 'size'>): 'file-too-large' | 'file-invalid' | null {
  if (size > maxFileBytes) return 'file-too-large';
  return size === 0 || name.trim() === '' ? 'file-invalid' : null;
}

/**
 * Shares a file; the room says so in the chat. Rejects with a ProblemError, or with the signal's reason. By XMLHttpRequest: fetch
 * tells no progress.
 */
export function uploadFile({ meetingId, seat, file, to, onProgress, signal }: Upload): Promise<SharedFile> {
  const problem = fileProblem(file);
  if (problem) return Promise.reject(new ProblemError(problem));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(meetingId));
    request.setRequestHeader('authorization', seatHeader(seat));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader(fileHeaders.name, encodeURIComponent(file.name));
    if (to) request.setRequestHeader(fileHeaders.to, to);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = readAnswer(request.status, request.responseText);
      if (answer instanceof ProblemError) reject(answer);
      else resolve(answer);
    };
    request.onerror = () => reject(new ProblemError('worker-unreachable', 'the file was not taken'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) request.abort();
    else request.send(file);
  });
}

/** What the Worker answered to an upload. */
export function readAnswer(status: number, text: string): SharedFile | ProblemError {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = z.safeParse(sharedFile, body);
    return answer.success ? answer.data : new ProblemError('worker-unintelligible', 'upload: unexpected reply');
  }
  const refusal = z.safeParse(workerErrorBody, body);
  if (refusal.success) return new ProblemError(refusal.data.error.code, refusal.data.error.message);
  if (status === 413) return new ProblemError('file-too-large');
  return new ProblemError(status >= 500 ? 'worker-unreachable' : 'worker-unintelligible', `HTTP ${status}`);
}

/** Fetches a shared file. The seat goes in a header, so that no address opens it. */
export async function downloadFile(meetingId: string, seat: SeatKey, fileId: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(addressOf(meetingId, fileId), { headers: { authorization: seatHeader(seat) } });
    if (response.ok) return await response.blob();
  } catch (cause) {
    throw new ProblemError('worker-unreachable', 'no answer', { cause });
  }
  const answer = readAnswer(response.status, await response.text());
  throw answer instanceof ProblemError ? answer : new ProblemError('worker-unintelligible');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
