export type Size = { width: number; height: number };
export type Rect = { x: number; y: number; width: number; height: number };

const tileRatio = 16 / 9;
/** Pictures are cropped a little rather than shown small, but a face must stay in: the tallest tile of a wide and an upright stage. */
const tallestInWide = 5 / 4;
const tallestInUpright = 4 / 5;

/** Smallest tile that still shows a face; what does not fit is counted instead (`tilesThatFit`). */
const smallestWidth = 132;

/**
 * Places `count` tiles in a stage: the number of columns that makes them largest, rows centred, the last row too. Pure, so that
 * the same stage always looks the same.
 */
export function layoutTiles(count: number, stage: Size, gap: number): Rect[] {
  if (count <= 0 || stage.width <= 0 || stage.height <= 0) return [];
  const { columns, tile } = bestGrid(count, stage, gap);
  const rows = Math.ceil(count / columns);
  const top = (stage.height - (rows * tile.height + (rows - 1) * gap)) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (stage.width - (inRow * tile.width + (inRow - 1) * gap)) / 2;
    return {
      x: Math.round(left + (index - row * columns) * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: tile.width,
      height: tile.height,
    };
  });
}

/** How many of `count` tiles fit without becoming too small to recognise anyone. */
export function tilesThatFit(count: number, stage: Size, gap: number, most = 49): number {
  if (stage.width <= 0 || stage.height <= 0) return Math.min(count, 1);
  for (let shown = Math.min(count, most); shown > 1; shown--) {
    if (bestGrid(shown, stage, gap).tile.width >= Math.min(smallestWidth, (stage.width - gap) / 2)) return shown;
  }
  return Math.min(count, 1);
}

function bestGrid(count: number, stage: Size, gap: number): { columns: number; tile: Size } {
  const tallest = stage.width > stage.height ? tallestInWide : tallestInUpright;
  let best = { columns: 1, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = fitTile(
      (stage.width - (columns - 1) * gap) / columns,
      (stage.height - (rows - 1) * gap) / rows,
      tallest,
    );
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  return best;
}

/** The largest tile in a cell, between upright and 16:9. */
function fitTile(cellWidth: number, cellHeight: number, tallestRatio: number): Size {
  const ratio = Math.min(tileRatio, Math.max(tallestRatio, cellWidth / cellHeight));
  const width = Math.min(cellWidth, cellHeight * ratio);
  return { width: Math.max(0, Math.floor(width)), height: Math.max(0, Math.floor(width / ratio)) };
}
