import * as z from 'zod/mini';
import { stageViews } from './choose-large.ts';
import { corners } from './corners.ts';

const storageKey = 'parley:stage';

/** Where this person sees themselves. `automatic`: among the others, but in a corner while somebody is large. */
export const selfViews = ['automatic', 'tile', 'card', 'hidden'] as const;

/** How this person likes to see meetings: kept in this browser. */
const stagePreferences = z.object({
  view: z.enum(stageViews),
  self: z.enum(selfViews),
  /** Of the own picture while it is a card. */
  corner: z.enum(corners),
  /** The own picture as in a mirror; the others see it as it is all the same. */
  mirrored: z.boolean(),
  /** Nobody's camera is received, screens and sound are. */
  saveData: z.boolean(),
});
export type StagePreferences = z.infer<typeof stagePreferences>;

export const defaultPreferences: StagePreferences = {
  view: 'automatic',
  self: 'automatic',
  corner: 'bottom-end',
  mirrored: true,
  saveData: false,
};

export function readPreferences(storage: Pick<Storage, 'getItem'>): StagePreferences {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}');
    // One that is new, or not known any more, does not cost the others.
    const parsed = z.safeParse(stagePreferences, { ...defaultPreferences, ...(stored as object) });
    return parsed.success ? parsed.data : defaultPreferences;
  } catch {
    return defaultPreferences;
  }
}

export function writePreferences(storage: Pick<Storage, 'setItem'>, preferences: StagePreferences): void {
  try {
    storage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // Private windows may refuse storage: the preferences then last as long as the page.
  }
}
