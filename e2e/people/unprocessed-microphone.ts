/** Runs in the page before its own scripts: the browser's noise suppression would take a steady tone for noise. */
export function unprocessedMicrophone(): void {
  const devices = navigator.mediaDevices;
  const original = devices?.getUserMedia.bind(devices);
  if (!original) return;
  devices.getUserMedia = (constraints = {}) => {
    const { audio } = constraints;
    if (!audio) return original(constraints);
    const wanted = typeof audio === 'object' ? audio : {};
    const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return original({ ...constraints, audio: { ...wanted, ...raw } });
  };
}
