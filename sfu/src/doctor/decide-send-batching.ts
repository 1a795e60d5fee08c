import { bad, type Finding, fine } from './finding.ts';

/** Whether media workers will send in batches. `library`: as the box is set; null: without. */
export function decideSendBatching(library: string | null, exists: (path: string) => boolean): Finding {
  const check = 'Send batching';
  if (library === null) return fine(check, 'off: SEND_BATCHING says so, or there is no library for this machine');
  if (!exists(library))
    return bad(check, `${library} is not there`, 'install the release again, or unset SEND_BATCHING_LIBRARY');
  return fine(check, 'on; the box’s log says if the kernel refuses segments');
}
