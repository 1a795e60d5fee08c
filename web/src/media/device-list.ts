/** The devices that there are, as far as the browser tells: without a permission it names none. */
export type DeviceList = { mics: MediaDeviceInfo[]; cameras: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] };

export const noDevices: DeviceList = { mics: [], cameras: [], speakers: [] };

export async function listDevices(): Promise<DeviceList> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  // Without a permission, browsers list devices without an id: nothing to choose from.
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
  return { mics: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
}
