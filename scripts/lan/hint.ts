import qrcode from 'qrcode-generator';

/** Where the proxy offers the authority's certificate. */
export const CA_PATH = '/parley-ca.crt';

/** What a person needs to join from a phone: the address as a QR code, and how to make the phone trust it. */
export function lanHint(origin: string): string {
  return [
    renderQrCode(origin),
    `Phones on this network open ${origin}.`,
    `Against the browser's warning, once per phone: open ${origin}${CA_PATH} and install what it offers`,
    '(on an iPhone also: Settings > General > About > Certificate Trust Settings).',
  ].join('\n');
}

/** Two rows of modules per line of text, black on white whatever the terminal's own colours are. */
export function renderQrCode(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();

  // Readers want a quiet zone; outside the code every module is light.
  const quiet = 2;
  const size = code.getModuleCount();
  const isDark = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < size && column < size && code.isDark(row, column);
  const lines: string[] = [];

  for (let row = -quiet; row < size + quiet; row += 2) {
    let line = '';
    for (let column = -quiet; column < size + quiet; column++) {
      line += halfBlock(isDark(row, column), isDark(row + 1, column));
    }
    lines.push(`\x1b[30;107m${line}\x1b[0m`);
  }
  return lines.join('\n');
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
