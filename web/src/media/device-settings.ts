import * as z from 'zod/mini';

const storageKey = 'parley:device-settings';

/** Of the picture: a backdrop's name is that of a file in `effects/backdrops.ts`; `own` is one that this person brought. */
export const pictureEffects = ['none', 'blur', 'blur-strong', 'dusk', 'paper', 'pines', 'own'] as const;
export type PictureEffect = (typeof pictureEffects)[number];

/** What a person likes of their devices: kept in this browser. */
const deviceSettings = z.object({
  /** The space bar unmutes while it is held. */
  pushToTalk: z.boolean(),
  /** Everything but speech is taken out of the sound. */
  quiet: z.boolean(),
  picture: z.enum(pictureEffects),
});
export type DeviceSettings = z.infer<typeof deviceSettings>;

export const usualSettings: DeviceSettings = { pushToTalk: true, quiet: false, picture: 'none' };

export function readSettings(storage: Pick<Storage, 'getItem'>): DeviceSettings {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}');
    // One that is new, or not known any more, does not cost the others.
    const parsed = z.safeParse(deviceSettings, { ...usualSettings, ...(stored as object) });
    return parsed.success ? parsed.data : usualSettings;
  } catch {
    return usualSettings;
  }
}

export function writeSettings(storage: Pick<Storage, 'setItem'>, settings: DeviceSettings): void {
  try {
    storage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Private windows may refuse storage: the settings then last as long as the page.
  }
}
