import * as z from 'zod/mini';

const storageKey = 'parley:devices';

/** What a person chose last: kept in this browser, for the next meeting. Null device: the system's default. */
const deviceChoices = z.object({
  micId: z.nullable(z.string()),
  cameraId: z.nullable(z.string()),
  speakerId: z.nullable(z.string()),
  micOn: z.boolean(),
  cameraOn: z.boolean(),
});
export type DeviceChoices = z.infer<typeof deviceChoices>;

export const defaultChoices: DeviceChoices = {
  micId: null,
  cameraId: null,
  speakerId: null,
  micOn: true,
  cameraOn: true,
};

export function readChoices(storage: Pick<Storage, 'getItem'>): DeviceChoices {
  try {
    const stored = z.safeParse(deviceChoices, JSON.parse(storage.getItem(storageKey) ?? 'null'));
    return stored.success ? stored.data : defaultChoices;
  } catch {
    return defaultChoices;
  }
}

export function writeChoices(storage: Pick<Storage, 'setItem'>, choices: DeviceChoices): void {
  try {
    storage.setItem(storageKey, JSON.stringify(choices));
  } catch {
    // Private windows may refuse storage: the choices then last as long as the page.
  }
}
