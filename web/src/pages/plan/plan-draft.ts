import { type PlanInput, pageLimits, planDefaults } from '../../planner/plan.ts';
import { type PricePreset, pricePresets } from '../../planner/prices.ts';

/** Figures that are typed. */
export type PlanField = 'people' | 'hours' | 'bitrateMbps' | 'meetings' | 'directPercent';
export type PlanDraft = Record<PlanField, string> & { layers: boolean; paging: boolean; preset: PricePreset };

/** From, to, and whether it is whole; as the planner takes them. */
export const planRanges: Record<PlanField, { least: number; most: number; whole: boolean }> = {
  people: { least: 2, most: 500, whole: true },
  hours: { least: 0, most: 1_000_000, whole: false },
  bitrateMbps: { least: 0.05, most: 100, whole: false },
  meetings: { least: 1, most: 10_000, whole: true },
  directPercent: { least: 0, most: 100, whole: false },
};
export const planFields = Object.keys(planRanges) as PlanField[];

/** As the service does it: simulcast, and pages of a usual size. */
export const usualDraft: PlanDraft = {
  people: String(planDefaults.people),
  hours: String(planDefaults.hours),
  bitrateMbps: String(planDefaults.bitrateMbps),
  meetings: String(planDefaults.meetings),
  directPercent: String(planDefaults.directShare * 100),
  layers: true,
  paging: true,
  preset: 'hetzner',
};

/** What was typed, or which figures cannot be so. */
export function readPlan(draft: PlanDraft): { input: PlanInput; wrong: null } | { input: null; wrong: Set<PlanField> } {
  const wrong = new Set(planFields.filter((field) => !isInRange(field, draft[field])));
  if (wrong.size > 0) return { input: null, wrong };
  const page = { pictures: pageLimits.usualPictures, voices: pageLimits.voices };
  return {
    input: {
      people: Number(draft.people),
      hours: Number(draft.hours),
      bitrateMbps: Number(draft.bitrateMbps),
      meetings: Number(draft.meetings),
      directShare: Number(draft.directPercent) / 100,
      layers: draft.layers,
      page: draft.paging ? page : null,
      prices: pricePresets[draft.preset],
    },
    wrong: null,
  };
}

function isInRange(field: PlanField, text: string): boolean {
  const { least, most, whole } = planRanges[field];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}
