/** Measures how loud a microphone is, for the meter of the green room: 0 to 1, about 20 times a second. Returns the way to stop. */
export function measureLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  return measureSamples(track, 50, (samples) => onLevel(levelOf(samples)));
}

/** Looks at the last moment of a track every so often. Returns the way to stop. */
export function measureSamples(
  track: MediaStreamTrack,
  everyMs: number,
  onSamples: (samples: Float32Array) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Autoplay rules may keep a fresh context suspended until the person touches the page.
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    analyser.getFloatTimeDomainData(samples);
    onSamples(samples);
  }, everyMs);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

const quietestDb = -55;
const loudestDb = -10;

/** Decibels, stretched over the range of speech. */
export function levelOf(samples: Float32Array): number {
  return Math.min(1, Math.max(0, (decibelsOf(samples) - quietestDb) / (loudestDb - quietestDb)));
}

/** Root mean square in decibels below the loudest there is; −120 is nothing at all. */
export function decibelsOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / samples.length + 1e-12);
}
