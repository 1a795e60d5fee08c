import type { BrowserContext, Page } from 'playwright-core';
import type { LanguageCode } from '../../web/src/texts/languages.ts';
import type { Texts } from '../../web/src/texts/texts.ts';
import { paintPortrait } from '../headless/portrait.ts';
import type { HostApi } from '../host-api.ts';
import { openChromium } from '../people/chromium.ts';

/** Somebody with a browser in some language, whose camera shows a portrait. */
export class Visitor {
  readonly page: Page;
  readonly words: Texts;
  private readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, words: Texts) {
    this.context = context;
    this.page = page;
    this.words = words;
  }

  static async arrive(language: LanguageCode, words: Texts, host: HostApi | null): Promise<Visitor> {
    const browser = await openChromium({ code: 1, voice: 'Gallery' });
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: language,
      permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    });
    if (host) {
      const cookies = host.cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: host.origin, httpOnly: true };
      });
      await context.addCookies(cookies);
    }
    const page = await context.newPage();
    await page.addInitScript(`window.paintPortrait = ${paintPortrait}`);
    await page.addInitScript(showPortrait);
    await page.addInitScript((code) => localStorage.setItem('parley:language', code), language);
    return new Visitor(context, page, words);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForLoadState('networkidle');
  }

  /** A button, by what it says; what the control bar has no room for is behind *More*. */
  async press(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name }).first();
    if (await button.isVisible()) return await button.click();
    const { more } = this.words.meeting;
    await this.page.getByRole('button', { name: more }).first().click();
    await this.page.getByRole('menuitem', { name }).first().click();
  }

  async pressInDialog(name: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name }).first().click();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  async go(): Promise<void> {
    await this.context.browser()?.close();
  }
}

/** Runs in the page before its own scripts: the camera is a drawing that moves. */
function showPortrait(): void {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await real(constraints);
    if (!constraints?.video) return stream;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1280, height: 720 });
    const context = canvas.getContext('2d');
    let frame = 0;
    const paint = () => context && window.paintPortrait?.(context, 1280, 720, 168, (frame++ % 32) / 32);
    paint();
    setInterval(paint, 125);
    const drawn = canvas.captureStream(8).getVideoTracks()[0];
    for (const track of stream.getVideoTracks()) {
      drawn?.addEventListener('ended', () => track.stop());
      stream.removeTrack(track);
    }
    if (drawn) stream.addTrack(drawn);
    return stream;
  };
}
