import { createSignal } from 'solid-js';
import { type StageView, stageViews } from './choose-large.ts';
import { readPreferences, type StagePreferences, writePreferences } from './stage-preferences.ts';

const [preferences, setPreferences] = createSignal(readPreferences(localStorage));

/** How this person likes to see meetings: one for the whole page, as it is one for all meetings. */
export const stagePreferences = preferences;

export function preferStage(change: Partial<StagePreferences>): void {
  writePreferences(localStorage, setPreferences({ ...preferences(), ...change }));
}

/** The next way of seeing the meeting, for a key; answers which one it is now. */
export function turnView(): StageView {
  const view = stageViews[(stageViews.indexOf(preferences().view) + 1) % stageViews.length] ?? 'automatic';
  preferStage({ view });
  return view;
}
