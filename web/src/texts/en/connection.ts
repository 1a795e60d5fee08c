import type { Mode, ModeReason } from '@parley/sfu/contract/shapes.ts';

const direct = 'You talk directly: nothing is decrypted on the way';
const server = 'Picture and sound go through the meeting server';

/** Why media travel as they do, in one sentence. */
const reasons: Record<ModeReason, Record<Mode, string>> = {
  policy: {
    p2p: 'This meeting always goes directly from person to person: that is how it was set up.',
    sfu: 'This meeting always goes through the meeting server: that is how it was set up.',
  },
  beginning: { p2p: `${direct}.`, sfu: `${server} while people arrive.` },
  'two-people': { p2p: `${direct}, and it is the shortest way for two.`, sfu: `${server}.` },
  'more-than-two': { p2p: `${direct}.`, sfu: `${server}: with more than two people, each sends only once.` },
  'hidden-address': { p2p: `${direct}.`, sfu: `${server}, because somebody hides their network address.` },
  'not-connected': { p2p: `${direct}.`, sfu: `${server}, because your networks allow no direct way.` },
  relayed: { p2p: `${direct}.`, sfu: `${server}: the direct way would have been a detour over a relay.` },
  lossy: { p2p: `${direct}.`, sfu: `${server}, because too much was lost on the direct way.` },
  lost: { p2p: `${direct}.`, sfu: `${server}, because the direct way broke.` },
};

export const connection = {
  heading: 'Connection',
  summary: 'How picture and sound travel',
  reasons,
  alone: 'Nobody else is here yet.',
  perPerson: 'To each person',
  direct: (name: string) => `Directly to ${name}`,
  relayed: 'Directly, over a relay',
  server: 'Through the meeting server',
  none: 'Not connected yet',
  switching: 'Changing over…',
  ms: (ms: number) => `${ms} ms`,
  lost: (percent: string) => `${percent} % lost`,
  quality: { good: 'Good', weak: 'Weak', bad: 'Bad', unknown: 'Measuring…' },
  standby: {
    works: 'The way through the meeting server is ready, should you need it.',
    fails: 'The way through the meeting server does not work from here: a third person could not see or hear you.',
  },
  hidden: 'Your network address is hidden from the others.',
  explained:
    'Milliseconds say how long a word takes there and back; up to 150 nobody notices. Lost is what never arrived.',
  statistics: {
    heading: 'Statistics',
    headings: { out: 'What you send', in: 'What you receive' },
    directions: { out: 'sent', in: 'received' },
    you: 'You',
    someone: 'Somebody',
    sources: { mic: 'microphone', camera: 'camera', screen: 'screen', screenAudio: 'sound of the screen' },
    ways: { direct: 'directly', relay: 'over a relay', box: 'through the server' },
    track: (who: string, source: string, way: string) => `${who}: ${source}, ${way}`,
    fps: (number: number) => `${number} fps`,
    kbps: (number: number) => `${number} kbit/s`,
    jitter: (ms: number) => `± ${ms} ms`,
    about: (count: number, mode: string, policy: string) => `${count} people, mode ${mode}, policy ${policy}`,
    none: 'Nothing is sent or received now.',
    copy: 'Copy as text',
    copied: 'Copied',
  },
};
