/**
 * Why a meeting gets another placement. `anew`: nobody is in a room that plays. `dead`: its box is gone, with people in the room.
 * `away`: its box drains, and the room there plays on until its people have gone over.
 */
export type PlacementReason = 'anew' | 'dead' | 'away';
