import { eachSection, withParameters } from './sdp-format.ts';

/**
 * What is wanted of Opus in a direct connection, in a session description. Browsers offer no other way to say it: forward error
 * correction against loss and nothing sent in silence, always; stereo only in the media sections named by `stereoMids`, for it
 * would disable the echo cancellation of a microphone.
 */
export function tuneOpus(sdp: string, stereoMids: ReadonlySet<string>): string {
  return eachSection(sdp, 'audio', (section) => tuneSection(section, stereoMids));
}

function tuneSection(section: string, stereoMids: ReadonlySet<string>): string {
  const mid = /^a=mid:(\S+)/m.exec(section)?.[1] ?? '';
  const payload = /^a=rtpmap:(\d+) opus\//im.exec(section)?.[1];
  if (!payload) return section;
  const wanted: Record<string, string> = { useinbandfec: '1', usedtx: '1' };
  if (stereoMids.has(mid)) Object.assign(wanted, { stereo: '1', 'sprop-stereo': '1' });
  return withParameters(section, payload, wanted);
}
