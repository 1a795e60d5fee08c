import type { Rect, Size } from './layout.ts';

/** Where a card lies over the stage. `start` and `end` follow the direction of writing. */
export const corners = ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const;
export type Corner = (typeof corners)[number];

const cardShare = 0.2;
const cardWidthPx = { least: 112, most: 256 };
const insetPx = 12;
/** Above it are the controls of the stage. */
const topInsetPx = 60;

/**
 * The place of a card in this corner of an area of the stage; `start` is left. Upright on an upright stage, as the camera of a phone
 * is.
 */
export function cardAt(corner: Corner, stage: Size, area: Rect): Rect {
  const upright = stage.height > stage.width;
  const width = Math.round(clamp(stage.width * (upright ? 0.28 : cardShare), cardWidthPx.least, cardWidthPx.most));
  const height = Math.round(upright ? width * (4 / 3) : width * (9 / 16));
  const top = Math.max(area.y, topInsetPx);
  const bottom = area.y + area.height - height - insetPx;
  return {
    x: area.x + (corner.endsWith('start') ? insetPx : area.width - width - insetPx),
    y: corner.startsWith('top') ? top : Math.max(top, bottom),
    width,
    height,
  };
}

/** The corner that a card is let go nearest to. */
export function nearestCorner(card: Rect, area: Rect): Corner {
  const top = card.y + card.height / 2 < area.y + area.height / 2;
  const start = card.x + card.width / 2 < area.x + area.width / 2;
  return `${top ? 'top' : 'bottom'}-${start ? 'start' : 'end'}`;
}

/** By the arrow keys; other keys stay where they are. */
export function cornerByKey(corner: Corner, key: string): Corner {
  const [row, column] = corner.split('-') as ['top' | 'bottom', 'start' | 'end'];
  switch (key) {
    case 'ArrowUp':
      return `top-${column}`;
    case 'ArrowDown':
      return `bottom-${column}`;
    case 'ArrowLeft':
      return `${row}-start`;
    case 'ArrowRight':
      return `${row}-end`;
    default:
      return corner;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
