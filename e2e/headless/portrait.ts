type Canvas2d = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

declare global {
  interface Window {
    paintPortrait?: typeof paintPortrait;
  }
}

/**
 * Somebody in front of a wall, drawn: for pictures of the product without anybody's face. Runs in a page.
 *
 * @param hue 0 to 360
 * @param phase 0 to 1: they nod a little, once a round
 */
export function paintPortrait(context: Canvas2d, width: number, height: number, hue: number, phase: number): void {
  const unit = height / 100;
  const sway = Math.sin(phase * 2 * Math.PI) * unit;
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, `hsl(${hue} 38% 72%)`);
  wall.addColorStop(1, `hsl(${(hue + 40) % 360} 34% 48%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${(hue + 20) % 360} 40% 82% / 60%)`;
  context.fillRect(width * 0.08, height * 0.1, width * 0.2, height * 0.34);
  const round = (x: number, y: number, radiusX: number, radiusY: number, color: string) => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
    context.fill();
  };
  const x = width / 2 + sway;
  const skin = `hsl(${18 + (hue % 17)} ${38 + (hue % 20)}% ${38 + ((hue * 7) % 38)}%)`;
  const hair = `hsl(${(hue * 3) % 360} 22% ${14 + ((hue * 5) % 30)}%)`;
  round(x, 108 * unit, 42 * unit, 40 * unit, `hsl(${(hue + 180) % 360} 36% 38%)`);
  round(x, 42 * unit, 20.5 * unit, 25 * unit, hair);
  context.fillStyle = skin;
  context.fillRect(x - 6 * unit, 58 * unit, 12 * unit, 14 * unit);
  round(x, 47 * unit + sway / 2, 16 * unit, 20 * unit, skin);
  for (const side of [-1, 1]) round(x + side * 6 * unit, 45 * unit + sway / 2, 1.6 * unit, 2 * unit, '#241c18');
  context.strokeStyle = '#5a2f28';
  context.lineWidth = 1.2 * unit;
  context.beginPath();
  context.arc(x, 53 * unit + sway / 2, 5 * unit, 0.2 * Math.PI, 0.8 * Math.PI);
  context.stroke();
}
