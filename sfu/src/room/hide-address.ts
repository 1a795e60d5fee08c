import type { Signal } from '../../contract/signal.ts';

/**
 * What of a signal may be passed on for someone who hides their network address: relay candidates only, and descriptions without any
 * other address.
 * @returns null when nothing is left that is worth sending
 */
export function hideAddress(signal: Signal): Signal | null {
  const { link, description } = signal;
  const candidates = signal.candidates?.flatMap((entry) => {
    const candidate = entry.candidate === '' ? '' : hideInCandidate(entry.candidate);
    return candidate === null ? [] : [{ ...entry, candidate }];
  });
  if (!description && !candidates?.length) return null;
  return {
    link,
    ...(description ? { description: { ...description, sdp: hideInSdp(description.sdp) } } : {}),
    ...(candidates ? { candidates } : {}),
  };
}

/** A candidate (RFC 8839 §5.1) without its related address, which is the sender's own; null for one that is not a relay's. */
function hideInCandidate(line: string): string | null {
  const words = line.trim().split(/\s+/);
  if (words[6] !== 'typ' || words[7] !== 'relay') return null;
  const isIpv6 = words[4]?.includes(':');
  for (let index = 8; index < words.length - 1; index += 2) {
    if (words[index] === 'raddr') words[index + 1] = isIpv6 ? '::' : '0.0.0.0';
    if (words[index] === 'rport') words[index + 1] = '0';
  }
  return words.join(' ');
}

function hideInSdp(sdp: string): string {
  return sdp.split('\n').flatMap(hideInLine).join('\n');
}

function hideInLine(line: string): string[] {
  if (/^a=candidate:/i.test(line)) {
    const candidate = hideInCandidate(line.slice('a='.length));
    return candidate === null ? [] : [`a=${candidate}${line.endsWith('\r') ? '\r' : ''}`];
  }
  if (/^a=remote-candidates:/i.test(line)) return [];
  const blank = line.replace(/\bIN IP4 [^\r]+/i, 'IN IP4 0.0.0.0').replace(/\bIN IP6 [^\r]+/i, 'IN IP6 ::');
  // The port that goes with the blanked address; 9 is "none yet" (RFC 8840 §4.1), 0 a rejected section.
  return [
    blank
      .replace(/^(m=\w+ )[1-9]\d*/, (_, name: string) => `${name}9`)
      .replace(/^(a=rtcp:)\d+/i, (_, name: string) => `${name}9`),
  ];
}
