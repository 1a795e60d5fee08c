import type { PictureEffect } from '../device-settings.ts';

type Context = OffscreenCanvasRenderingContext2D;
type Painter = (context: Context, width: number, height: number) => void;

/** Backdrops that need no file: painted once, in the size of the picture. */
export const painters: Partial<Record<PictureEffect, Painter>> = {
  dusk: (context, width, height) => {
    const sky = context.createLinearGradient(0, 0, 0, height);
    for (const [at, colour] of [
      [0, '#27324d'],
      [0.45, '#7a5b78'],
      [0.72, '#d98c6a'],
      [1, '#f0c08a'],
    ] as const)
      sky.addColorStop(at, colour);
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    const sun = context.createRadialGradient(width * 0.72, height * 0.7, 0, width * 0.72, height * 0.7, height * 0.5);
    sun.addColorStop(0, 'rgb(255 226 176 / 70%)');
    sun.addColorStop(1, 'rgb(255 226 176 / 0%)');
    context.fillStyle = sun;
    context.fillRect(0, 0, width, height);
  },
  paper: (context, width, height) => {
    const light = context.createLinearGradient(0, 0, width, height);
    light.addColorStop(0, '#faf5ea');
    light.addColorStop(1, '#e0d3bb');
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
  },
  pines: (context, width, height) => {
    const mist = context.createLinearGradient(0, 0, 0, height);
    mist.addColorStop(0, '#dfe9e2');
    mist.addColorStop(1, '#9dbdae');
    context.fillStyle = mist;
    context.fillRect(0, 0, width, height);
    const rows = [
      { colour: '#86a999', top: 0.42, step: 0.11 },
      { colour: '#4f7f6b', top: 0.54, step: 0.15 },
      { colour: '#24513f', top: 0.68, step: 0.2 },
    ];
    for (const [row, { colour, top, step }] of rows.entries()) {
      context.fillStyle = colour;
      for (let x = -step; x < 1 + step; x += step)
        pine(context, (x + row * 0.04) * width, top * height, step * width, height);
    }
  },
};

function pine(context: Context, x: number, top: number, width: number, bottom: number): void {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x + width * 0.62, bottom);
  context.lineTo(x - width * 0.62, bottom);
  context.fill();
}
