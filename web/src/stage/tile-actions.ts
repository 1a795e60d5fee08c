import type { Participant } from '@parley/sfu/contract/shapes.ts';

/** Something that can be done about a person from their tile. */
export type TileAction = { label: string; press: () => void; danger?: boolean; disabled?: boolean };

/** What this person may do about another one besides pinning; asked when the menu opens. */
export type PersonActions = (participant: Participant) => readonly TileAction[];
