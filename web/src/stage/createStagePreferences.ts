import { createSignal } from 'solid-js';
import { readPreferences, type StagePreferences, writePreferences } from './stage-preferences.ts';

const [preferences, setPreferences] = createSignal(readPreferences(localStorage));

/** How this person likes to see meetings: one for the whole page, as it is one for all meetings. */
export const stagePreferences = preferences;

export function preferStage(change: Partial<StagePreferences>): void {
  writePreferences(localStorage, setPreferences({ ...preferences(), ...change }));
}
