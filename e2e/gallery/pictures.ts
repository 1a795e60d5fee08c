import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Screens on which every page has to be good. */
const screens = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'tablet', width: 1024, height: 768 },
  { name: 'phone', width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;
/** The page comes to rest: it re-lays itself out when its window changes. */
const restMs = 450;

/** Takes pictures into a folder, and makes a page of them all. */
export class Pictures {
  readonly folder: string;
  private readonly taken: { scene: string; files: string[] }[] = [];

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** One scene on every screen, light and dark. */
  async take(page: Page, scene: string): Promise<void> {
    const before = page.viewportSize();
    const files: string[] = [];
    for (const screen of screens) {
      await page.setViewportSize({ width: screen.width, height: screen.height });
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForTimeout(restMs);
        const file = `${scene}.${screen.name}.${scheme}.png`;
        await page.screenshot({ path: path.join(this.folder, file) });
        files.push(file);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    if (before) await page.setViewportSize(before);
    await page.waitForTimeout(restMs);
    this.taken.push({ scene, files });
    console.log(`${scene}: ${files.length} pictures`);
  }

  get count(): number {
    return this.taken.reduce((sum, { files }) => sum + files.length, 0);
  }

  /** All on one page, to look through. */
  writeIndex(): string {
    const figure = (file: string) =>
      `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}" height="260"></a>`;
    const sections = this.taken.map(({ scene, files }) => `<h2>${scene}</h2>\n<p>${files.map(figure).join('\n')}</p>`);
    const file = path.join(this.folder, 'index.html');
    writeFileSync(
      file,
      `<!doctype html><meta charset="utf-8"><title>Gallery</title>
<style>body { font: 16px system-ui; background: #888; } img { margin: 4px; } p { white-space: nowrap; overflow-x: auto; }</style>
${sections.join('\n')}
`,
    );
    return file;
  }
}
