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
};
