import { createSignal } from 'solid-js';
import { type DeviceSettings, readSettings, writeSettings } from './device-settings.ts';

const [settings, setSettings] = createSignal(readSettings(localStorage));

/** What this person likes of their devices: one for the whole page. */
export const deviceSettings = settings;

export function changeDeviceSettings(change: Partial<DeviceSettings>): void {
  writeSettings(localStorage, setSettings({ ...settings(), ...change }));
}
