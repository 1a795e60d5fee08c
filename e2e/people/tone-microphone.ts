/**
 * Runs in the page before its own scripts: the microphone hears an endless tone, made in the page, so that every gap in what arrives
 * was made on the way. The browser's fake device drifts and leaves gaps of its own, and noise suppression takes a steady tone for noise.
 */
export function toneMicrophone(): void {
  const devices = navigator.mediaDevices;
  const original = devices?.getUserMedia.bind(devices);
  if (!original) return;
  let destination: MediaStreamAudioDestinationNode | undefined;
  const tone = () => {
    if (!destination) {
      const context = new AudioContext({ latencyHint: 'interactive' });
      const oscillator = new OscillatorNode(context, { frequency: 440 });
      const gain = new GainNode(context, { gain: 0.3 });
      destination = context.createMediaStreamDestination();
      oscillator.connect(gain).connect(destination);
      oscillator.start();
      void context.resume();
    }
    return destination.stream.getAudioTracks().map((track) => track.clone());
  };
  devices.getUserMedia = async (constraints = {}) => {
    const stream = await original(constraints);
    if (!constraints.audio) return stream;
    for (const track of stream.getAudioTracks()) {
      stream.removeTrack(track);
      track.stop();
    }
    for (const track of tone()) stream.addTrack(track);
    return stream;
  };
}
