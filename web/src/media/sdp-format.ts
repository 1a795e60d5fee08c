/** A session description with each of its media sections of one kind changed. */
export function eachSection(sdp: string, kind: 'audio' | 'video', change: (section: string) => string): string {
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => (section.startsWith(`m=${kind} `) ? change(section) : section))
    .join('');
}

/** A media section with these format parameters for a payload type, besides those that it has (RFC 8866, `a=fmtp`). */
export function withParameters(section: string, payload: string, wanted: Readonly<Record<string, string>>): string {
  const line = new RegExp(`^a=fmtp:${payload} (.*?)(\r?)$`, 'm');
  if (!line.test(section)) {
    const rtpmap = new RegExp(`^(a=rtpmap:${payload} .*?)(\r?)$`, 'm');
    return section.replace(rtpmap, `$1$2\na=fmtp:${payload} ${format(wanted)}$2`);
  }
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
