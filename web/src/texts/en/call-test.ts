import type { Advice, Mark, Step } from '../../call-test/verdict.ts';

const steps: Record<Step, string> = {
  browser: 'Browser',
  camera: 'Camera',
  microphone: 'Microphone',
  service: 'This service',
  server: 'Meeting server',
  udp: 'Sound and picture, the fast way (UDP)',
  tcp: 'Sound and picture, the detour (TCP)',
  relay: 'Sound and picture over a relay (TURN)',
  speed: 'Speed of your connection',
};

const marks: Record<Mark, string> = {
  waiting: 'not tested yet',
  running: 'being tested',
  good: 'works',
  limited: 'works with limits',
  bad: 'does not work',
  skipped: 'not needed',
};

const advice: Record<Advice, string> = {
  insecure: 'Browsers allow camera and microphone on https addresses only. Open the meeting at its https address.',
  unsupported: 'This browser cannot hold video meetings. Use a current Firefox, Chrome, Edge or Safari.',
  device: 'Close this test and look at the note below your picture: it says what to do.',
  off: 'It is switched off, so it was not tested.',
  silent: 'Nothing was heard. Say something while the test runs, or choose another microphone.',
  'service-unreachable': 'The service does not answer. Check that you are online, then test again.',
  'server-unreachable':
    'Your network blocks the meeting server. Switch off a VPN, try another network or a phone’s hotspot, or ask your administrator to allow WebSockets to it.',
  'udp-blocked':
    'Your network blocks the fast way. Calls work, but sound may break up when the line is busy. Ask your administrator to allow UDP to the meeting server.',
  'not-needed': 'It does not work from here, but is not needed: another way does.',
  'no-relay': 'This service has no relay.',
  'media-blocked':
    'Your network lets neither sound nor picture through. Try another network or a phone’s hotspot, or ask your administrator to allow the meeting server.',
  slow: 'Enough for sound and a small picture. Stop downloads and streams, or move closer to the Wi-Fi.',
  'very-slow': 'Too little even for sound. Stop downloads and streams, or use another network.',
  lossy: 'Some of what is sent gets lost, so that sound may break up. Move closer to the Wi-Fi, or use a cable.',
  far: 'Words take long to arrive, so that people talk over each other. A cable, or a network nearer by, may help.',
  unmeasured: 'It could not be measured.',
};

/** “Check my connection” in the green room. */
export const callTest = {
  open: 'Check my connection',
  heading: 'Connection check',
  intro: 'Takes about 20 seconds. Say something, so that your microphone is heard.',
  steps,
  marks,
  advice,
  ms: (ms: number) => `${ms} ms`,
  speed: (up: string, down: string) => `${up} up, ${down} down`,
  mbit: (size: string) => `${size} Mbit/s`,
  overall: {
    running: 'Testing…',
    good: 'All is well: a call will work from here.',
    limited: (step: string) => `A call will work, with limits: ${step}.`,
    bad: (step: string) => `A call would fail here: ${step}.`,
  },
  copy: 'Copy the report',
  copied: 'Copied',
  again: 'Test again',
  close: 'Close',
};
