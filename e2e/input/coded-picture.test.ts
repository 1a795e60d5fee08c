import { expect, test } from 'vitest';
import { cellsOf, filmFrames, readCells } from './coded-picture.ts';

test('what is drawn is what is read, for every person and frame', () => {
  for (const code of [0, 1, 37, 170, 255]) {
    for (let frame = 0; frame < filmFrames; frame += 1) {
      const lumas = cellsOf(code, frame).map((white) => (white ? 220 : 30));
      expect(readCells(lumas)).toEqual({ code, frame });
    }
  }
});

test('a grey, black or foreign picture is not read as a code', () => {
  expect(readCells(Array(16).fill(128))).toBeNull();
  expect(readCells(Array(16).fill(16))).toBeNull();
  expect(readCells(Array(16).fill(235))).toBeNull();
});
