import type { PictureEffect } from '../device-settings.ts';
import { painters } from './backdrops.ts';

/** What is behind a person. `image`: of the effect `own`. */
export type Backdrop = { effect: PictureEffect; image: ImageBitmap | null };

/** Size in which people are told from what is behind them. */
export const maskSize = { width: 256, height: 144 };

/** From the surer half on it is a person; in between, edges are soft. */
const edge = { from: 0.35, to: 0.75 };
/** Of the mask before: edges that flicker are worse than edges that lag a little. */
const kept = 0.35;
const blurs = { blur: { shrink: 6, px: 2 }, 'blur-strong': { shrink: 12, px: 3 } };

/** Puts a person before a backdrop. */
export class Compositor {
  readonly #out = new OffscreenCanvas(2, 2);
  readonly #mask = new OffscreenCanvas(maskSize.width, maskSize.height);
  readonly #maskPixels = new ImageData(maskSize.width, maskSize.height);
  readonly #small = new OffscreenCanvas(2, 2);
  #painted: { key: string; canvas: OffscreenCanvas } | null = null;
  #backdrop: Backdrop = { effect: 'blur', image: null };

  setBackdrop(backdrop: Backdrop): void {
    this.#backdrop.image?.close();
    this.#backdrop = backdrop;
    this.#painted = null;
  }

  /** How sure it is, for each pixel of the mask, that a person is there: 0 to 1. */
  setMask(sureness: Float32Array): void {
    const { data } = this.#maskPixels;
    for (let index = 0; index < sureness.length; index++) {
      const x = Math.min(1, Math.max(0, ((sureness[index] ?? 0) - edge.from) / (edge.to - edge.from)));
      const alpha = x * x * (3 - 2 * x) * 255;
      const at = index * 4 + 3;
      data[at] = (data[at] ?? 0) * kept + alpha * (1 - kept);
    }
    contextOf(this.#mask).putImageData(this.#maskPixels, 0, 0);
  }

  draw(frame: VideoFrame): OffscreenCanvas {
    const { displayWidth: width, displayHeight: height } = frame;
    const out = sized(this.#out, width, height);
    const context = contextOf(out);
    context.globalCompositeOperation = 'copy';
    // Its few pixels are made many: softened, they do not look like stairs.
    context.filter = 'blur(3px)';
    context.drawImage(this.#mask, 0, 0, width, height);
    context.filter = 'none';
    context.globalCompositeOperation = 'source-in';
    context.drawImage(frame, 0, 0, width, height);
    context.globalCompositeOperation = 'destination-over';
    this.#drawBehind(context, frame, width, height);
    return out;
  }

  #drawBehind(context: OffscreenCanvasRenderingContext2D, frame: VideoFrame, width: number, height: number): void {
    const { effect, image } = this.#backdrop;
    if (effect === 'own' && image) {
      drawCovering(context, image, width, height);
      return;
    }
    const paint = painters[effect];
    if (paint) {
      context.drawImage(this.#paintedBy(paint, effect, width, height), 0, 0);
      return;
    }
    const { shrink, px } = blurs[effect === 'blur' ? 'blur' : 'blur-strong'];
    const small = sized(this.#small, Math.max(2, Math.round(width / shrink)), Math.max(2, Math.round(height / shrink)));
    const smallContext = contextOf(small);
    smallContext.filter = `blur(${px}px)`;
    smallContext.drawImage(frame, 0, 0, small.width, small.height);
    smallContext.filter = 'none';
    context.imageSmoothingQuality = 'high';
    context.drawImage(small, 0, 0, width, height);
  }

  #paintedBy(paint: NonNullable<(typeof painters)[PictureEffect]>, effect: string, width: number, height: number) {
    const key = `${effect} ${width} ${height}`;
    if (this.#painted?.key !== key) {
      const canvas = new OffscreenCanvas(width, height);
      paint(contextOf(canvas), width, height);
      this.#painted = { key, canvas };
    }
    return this.#painted.canvas;
  }
}

/** The whole picture is covered, what does not fit is cut off. */
function drawCovering(context: OffscreenCanvasRenderingContext2D, image: ImageBitmap, width: number, height: number) {
  const scale = Math.max(width / image.width, height / image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);
}

function sized(canvas: OffscreenCanvas, width: number, height: number): OffscreenCanvas {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}
