import type { LocalKind } from '../../media/capture.ts';
import type { MediaProblem } from '../../media/media-problem.ts';

type Note = { title: string; advice: string };
const allow = 'Click the camera or lock symbol beside the address, allow it for this site, then try again.';

const notes: Record<LocalKind, Record<MediaProblem, Note>> = {
  mic: {
    'no-device': {
      title: 'No microphone found',
      advice: 'You can join and listen. Plug one in and it is used at once.',
    },
    'permission-denied': {
      title: 'The microphone is blocked',
      advice: `You can join and listen. To speak: ${lower(allow)}`,
    },
    'permission-dismissed': {
      title: 'The microphone was not allowed yet',
      advice: 'You can join and listen. Try again and choose “Allow” to be heard.',
    },
    'system-denied': {
      title: 'Your system keeps the browser from the microphone',
      advice: 'Allow microphones for this browser in your system’s privacy settings, then try again.',
    },
    'in-use': {
      title: 'The microphone is busy',
      advice: 'Another program may hold it. Close that program, or choose another microphone, then try again.',
    },
    overconstrained: { title: 'This microphone does not work here', advice: 'Choose another one below.' },
    ended: { title: 'The microphone was disconnected', advice: 'Plug it in again, or choose another one below.' },
    insecure: {
      title: 'No microphone on this address',
      advice: 'Browsers allow it on https addresses only. You can join and listen.',
    },
    failed: { title: 'The microphone did not start', advice: 'Choose another one below, or try again.' },
  },
  camera: {
    'no-device': { title: 'No camera found', advice: 'You can join without one. Plug one in and it is used at once.' },
    'permission-denied': {
      title: 'The camera is blocked',
      advice: `You can join without it. To be seen: ${lower(allow)}`,
    },
    'permission-dismissed': {
      title: 'The camera was not allowed yet',
      advice: 'You can join without it. Try again and choose “Allow” to be seen.',
    },
    'system-denied': {
      title: 'Your system keeps the browser from the camera',
      advice: 'Allow cameras for this browser in your system’s privacy settings, then try again.',
    },
    'in-use': {
      title: 'The camera is busy',
      advice: 'Another program may hold it. Close that program, or choose another camera, then try again.',
    },
    overconstrained: { title: 'This camera does not work here', advice: 'Choose another one below.' },
    ended: { title: 'The camera was disconnected', advice: 'Plug it in again, or choose another one below.' },
    insecure: {
      title: 'No camera on this address',
      advice: 'Browsers allow it on https addresses only. You can join without it.',
    },
    failed: { title: 'The camera did not start', advice: 'Choose another one below, or try again.' },
  },
};

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

export const devices = {
  notes,
  tryAgain: 'Try again',
  mic: 'Microphone',
  camera: 'Camera',
  speaker: 'Speaker',
  systemDefault: 'System default',
  unnamed: (number: number) => `Device ${number}`,
  level: 'Microphone level',
  flip: 'Other camera',
  pushToTalk: 'Hold the space bar to speak',
  pushToTalkHint: 'While you are muted.',
  talking: 'You are heard while you hold the space bar.',
  news: {
    gone: (kind: string, name: string) => `${kind} “${name}” is gone. The system’s default is used.`,
    back: (kind: string, name: string) => `${kind} “${name}” is back and used again.`,
    'default-changed': (kind: string, name: string) => `${kind}: now “${name}”, as your system says.`,
  },
  care: {
    mutedSpeech: 'You are muted: nobody hears you.',
    unmute: 'Unmute',
    silent: 'Nothing comes from your microphone. Is it switched off, or is it the wrong one?',
    dark: 'Your picture is rather dark. A light in front of you helps.',
    echo: 'Your browser does not cancel echo with this microphone. Headphones keep the others from hearing themselves.',
    interrupted: {
      mic: 'Your system has taken the microphone away, as it does for a call.',
      camera: 'Your system has taken the camera away, as it does for a call.',
    },
    resume: 'Take it back',
    chooseDevice: 'Choose another',
    dismiss: 'Dismiss',
  },
  effects: {
    heading: 'Effects',
    preview: 'Your picture with its effects',
    quiet: 'Take out noise',
    quietHint: 'Only speech remains. Not for music.',
    picture: 'Background',
    choices: {
      none: 'As it is',
      blur: 'Blurred a little',
      'blur-strong': 'Blurred',
      dusk: 'Dusk',
      paper: 'Paper',
      pines: 'Pines',
      own: 'Own picture',
    },
    ownFile: 'Choose a picture…',
    ownRefused: 'That file is no picture that this browser can read.',
    starting: 'Getting ready…',
    failed: {
      picture: 'The background could not be changed here.',
      quiet: 'Taking out noise does not work here.',
    },
    tooSlow: {
      picture: 'This device is too busy for the background: your picture goes out as it is.',
      quiet: 'This device is too busy to take out noise: your sound goes out as it is.',
    },
    cannot: {
      picture: 'This browser cannot change the background of a picture.',
      quiet: 'This browser cannot take out noise beyond what it does by itself.',
    },
  },
};
