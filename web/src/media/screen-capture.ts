/** A screen, window or tab that this person shows, and its sound where the browser gives it. */
export type SharedScreen = { screen: MediaStreamTrack; screenAudio: MediaStreamTrack | null };

const screenConstraints: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 30, max: 30 } },
  audio: true,
};

/**
 * Asks which screen to show. Null when the person changed their mind, which browsers tell as a permission that was not given;
 * throws the browser's error for everything else.
 */
export async function captureScreen(): Promise<SharedScreen | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia(screenConstraints);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotAllowedError' && !/system/i.test(thrown.message))
      return null;
    throw thrown;
  }
  const [screen] = stream.getVideoTracks();
  if (!screen) return null;
  // Text stays sharp; frames may wait.
  screen.contentHint = 'detail';
  return { screen, screenAudio: stream.getAudioTracks()[0] ?? null };
}
