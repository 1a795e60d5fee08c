import type { Theme } from '../design/theme.ts';

/** Of the bar around the page, as in tokens.css: `--paper`. */
const papers = { light: '#f8f3ea', dark: '#131a17' } as const;

/** Lets the browser's own bar follow a theme that was chosen by hand; else it goes by the system. */
export function applyThemeColor(theme: Theme): void {
  for (const meta of document.head.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const system = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = papers[theme === 'auto' ? system : theme];
  }
}
