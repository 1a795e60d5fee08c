/**
 * What people may notice, in milliseconds of missing pictures and sound. On two busy cores everything stumbles now and then; breaking
 * before making costs more than a second of pictures and 800 ms of sound (`npm run bench -- switch` has the exact figures).
 */
export const noticeable = { videoMs: 700, audioMs: 300 };
