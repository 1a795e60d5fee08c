/** One bar: what it is, how long, and the text at its end when the number alone does not say enough. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Ends of the spread, drawn as a line over the bar. */
  readonly range?: readonly [number, number];
  /** `limit`: what nothing can go below, drawn lighter. */
  readonly kind?: 'limit';
}

const width = 720;
const rowHeight = 30;
const top = 44;
const labelWidth = 230;
const valueWidth = 90;
/** Both are readable on white and on black: the page does not know which theme its reader has. */
const colours = { text: '#7d8590', bar: '#2f81f7', limit: '#8b949e', range: '#d29922' };

/** A chart of horizontal bars from zero, as SVG that says in `<title>` and `<desc>` what it shows. */
export function barChart(title: string, unit: string, bars: readonly Bar[]): string {
  const height = top + bars.length * rowHeight + 8;
  const longest = Math.max(...bars.flatMap(({ value, range }) => [value, range?.[1] ?? 0]), Number.MIN_VALUE);
  const scale = (value: number) => (value / longest) * (width - labelWidth - valueWidth);
  const description = bars.map(({ label, value }) => `${label}: ${value} ${unit}`).join('; ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escaped(title)}</title>`,
    `  <desc id="desc">${escaped(description)}</desc>`,
    `  <g font-family="system-ui, sans-serif" font-size="13" fill="${colours.text}">`,
    `    <text x="0" y="20" font-size="15" font-weight="600">${escaped(title)} (${escaped(unit)})</text>`,
    ...bars.flatMap((bar, index) => row(bar, top + index * rowHeight, scale)),
    '  </g>',
    '</svg>',
  ].join('\n')}\n`;
}

function row({ label, value, range, kind }: Bar, y: number, scale: (value: number) => number): string[] {
  const middle = y + rowHeight / 2;
  const end = Math.max(scale(value), scale(range?.[1] ?? 0));
  const bar = `x="${labelWidth}" y="${y + 5}" width="${tenth(scale(value))}" height="${rowHeight - 10}" rx="2"`;
  return [
    `    <text x="${labelWidth - 10}" y="${middle + 4.5}" text-anchor="end">${escaped(label)}</text>`,
    `    <rect ${bar} fill="${kind === 'limit' ? colours.limit : colours.bar}" />`,
    ...(range ? [rangeLine(range, middle, scale)] : []),
    `    <text x="${tenth(labelWidth + end + 8)}" y="${middle + 4.5}">${value}</text>`,
  ];
}

function rangeLine([from, to]: readonly [number, number], y: number, scale: (value: number) => number): string {
  const [x1, x2] = [from, to].map((value) => tenth(labelWidth + scale(value)));
  return `    <line x1="${x1}" x2="${x2}" y1="${y}" y2="${y}" stroke="${colours.range}" stroke-width="2" />`;
}

const tenth = (value: number) => Number(value.toFixed(1));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
