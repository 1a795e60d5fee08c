/**
 * What is wanted of Opus in a direct connection, in a session description. Browsers offer no other way to say it: forward error
 * correction against loss and nothing sent in silence, always; stereo only in the media sections named by `stereoMids`, for it
 * would disable the echo cancellation of a microphone.
 */
export function tuneOpus(sdp: string, stereoMids: ReadonlySet<string>): string {
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => (section.startsWith('m=audio') ? tuneSection(section, stereoMids) : section))
    .join('');
}

function tuneSection(section: string, stereoMids: ReadonlySet<string>): string {
  const mid = /^a=mid:(\S+)/m.exec(section)?.[1] ?? '';
  const payload = /^a=rtpmap:(\d+) opus\//im.exec(section)?.[1];
  if (!payload) return section;
  const wanted: Record<string, string> = { useinbandfec: '1', usedtx: '1' };
  if (stereoMids.has(mid)) Object.assign(wanted, { stereo: '1', 'sprop-stereo': '1' });
  const line = new RegExp(`^a=fmtp:${payload} (.*?)(\r?)$`, 'm');
  if (!line.test(section))
    return section.replace(/^(a=rtpmap:\d+ opus\/.*?)(\r?)$/im, `$1$2\na=fmtp:${payload} ${format(wanted)}$2`);
  return section.replace(line, (_, given: string, end: string) => {
    const parameters = Object.fromEntries(given.split(';').map((each) => each.trim().split('=') as [string, string]));
    return `a=fmtp:${payload} ${format({ ...parameters, ...wanted })}${end}`;
  });
}

function format(parameters: Record<string, string | undefined>): string {
  return Object.entries(parameters)
    .map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
    .join(';');
}
