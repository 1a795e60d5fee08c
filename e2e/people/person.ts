import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import type { HostApi } from '../host-api.ts';
import type { FilmKind } from '../input/camera-film.ts';
import { descendants, findProcesses } from '../processes.ts';
import { openChromium } from './chromium.ts';
import { installGapRecorder, type Witness, witness } from './gap-recorder.ts';
import { listen, look, type Seen } from './playing.ts';
import { toneMicrophone } from './tone-microphone.ts';

/** Louder than this is speech; DTX and codecs leave far less than this of silence. Root mean square, 0 to 1. */
const speechLevel = 0.02;
const silenceLevel = 0.003;

export interface Arrival {
  readonly name: string;
  /** Number in the camera's picture, 1 to 255. Without it this person has neither camera nor microphone. */
  readonly code?: number;
  readonly viewport?: { width: number; height: number };
  /** The person answers the browser's question about devices with no. */
  readonly devicesDenied?: boolean;
  readonly args?: readonly string[];
  /** An endless tone instead of speech, and a page that notes every gap in what it shows and plays. */
  readonly watchful?: boolean;
  /** Of the camera; 15 when absent. */
  readonly framesPerSecond?: number;
  /** What the camera shows; `plain` when absent. */
  readonly film?: FilmKind;
  /** A Chromium to start instead, for one that lives in another network. */
  readonly executable?: string;
}

/** Someone with a browser of their own, who does what people do and sees and hears what people see and hear. */
export class Person {
  readonly name: string;
  readonly code: number;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Warnings and errors of the page's console. */
  readonly said: string[] = [];

  private constructor(arrival: Arrival, browser: Browser, context: BrowserContext, page: Page) {
    this.name = arrival.name;
    this.code = arrival.code ?? 0;
    this.browser = browser;
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() !== 'log' && message.type() !== 'debug')
        this.said.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.said.push(`thrown: ${error.message}`));
  }

  static async arrive(arrival: Arrival): Promise<Person> {
    const {
      name,
      code,
      viewport = { width: 1100, height: 700 },
      devicesDenied = false,
      args,
      watchful = false,
      framesPerSecond,
      film,
      executable,
    } = arrival;
    const browser = await openChromium(
      code === undefined
        ? null
        : {
            code,
            voice: name,
            denied: devicesDenied,
            tone: watchful,
            ...(framesPerSecond ? { framesPerSecond } : {}),
            ...(film ? { film } : {}),
          },
      args,
      executable,
    );
    const context = await browser.newContext({
      viewport,
      // The recorder's worklet comes from a blob.
      bypassCSP: watchful,
      permissions: [
        'clipboard-read',
        'clipboard-write',
        ...(code === undefined || devicesDenied ? [] : ['camera', 'microphone']),
      ],
    });
    const page = await context.newPage();
    if (watchful) {
      await page.addInitScript(toneMicrophone);
      await installGapRecorder(page);
    }
    return new Person(arrival, browser, context, page);
  }

  /** Signs in as a host with the code that the page shows. */
  async signIn(origin: string, email: string): Promise<void> {
    await this.page.goto(origin);
    await this.page.getByLabel('E-mail address').fill(email);
    await this.page.getByRole('button', { name: 'Send me a code' }).click();
    await this.page.getByRole('button', { name: 'Use it' }).click();
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Your meetings' }).waitFor();
  }

  /** Takes over a host's session, for tests that are not about signing in. */
  async beSignedIn(host: HostApi): Promise<void> {
    const cookies = host.cookie.split('; ').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url: host.origin, httpOnly: true };
    });
    await this.context.addCookies(cookies);
  }

  /** Creates a meeting on the home page; its link was copied, so it can be pasted. */
  async createMeeting(title: string): Promise<string> {
    await this.page.getByLabel('What is it about?').fill(title);
    await this.page.getByRole('button', { name: 'Create meeting' }).click();
    await this.page.getByText(`“${title}” is ready`).first().waitFor();
    return await this.pasteLink();
  }

  /** What is on the clipboard, as the field for meeting links on the home page receives it. */
  private async pasteLink(): Promise<string> {
    const field = this.page.getByLabel('Meeting link or id');
    await field.focus();
    await this.page.keyboard.press('Control+V');
    return await field.inputValue();
  }

  /** Opens a meeting's link and comes in under the own name. */
  async join(link: string): Promise<void> {
    await this.open(link);
    await this.come();
  }

  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel('Your name').fill(this.name);
  }

  async come(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Join|Start meeting)$/ }).click();
    await this.isIn();
  }

  /** Presses the button that asks to come in, if the page has one; what follows is the test's to see. */
  async tryToCome(): Promise<void> {
    const button = this.page.getByRole('button', { name: /^(Join|Start meeting|Ask to join)$/ });
    const refusal = this.page.getByRole('link', { name: 'To the start page' });
    await button.or(refusal).first().waitFor();
    if (await button.isVisible()) {
      if ((await this.page.getByLabel('Your name').inputValue()) === '')
        await this.page.getByLabel('Your name').fill(this.name);
      await button.click();
    }
  }

  async isIn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
    // The stage is drawn before the box has answered.
    await this.page.waitForFunction(() => performance.getEntriesByName('parley:joined').length > 0);
  }

  /** Something in the control bar, which keeps part of it behind *More* where there is little room. */
  async pressInBar(name: string): Promise<void> {
    const begins = new RegExp(`^${name}`);
    const button = this.page.getByRole('button', { name: begins }).first();
    if (await button.isVisible()) return await button.click();
    await this.press(/^More/);
    await this.page.getByRole('menuitem', { name: begins }).click();
  }

  async leaves(): Promise<void> {
    await this.press('Leave');
    const forMe = this.page.getByRole('button', { name: 'Leave the meeting' });
    const left = this.page.getByRole('button', { name: 'Come back' });
    await forMe.or(left).first().waitFor();
    if (await forMe.isVisible()) await forMe.click();
    await left.waitFor();
  }

  /** Chooses what to do about somebody, from their menu in the list of people. */
  async chooses(item: string, about: string): Promise<void> {
    const row = this.page.locator('.person-row', { hasText: about });
    if (!(await row.first().isVisible())) await this.pressInBar('People');
    await row.getByRole('button').click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  async seesText(text: string | RegExp, withinMs = 15_000): Promise<void> {
    await this.page.getByText(text).first().waitFor({ timeout: withinMs });
  }

  tile(other: string): string {
    return `li[data-name="${other}"]:not([data-screen-of])`;
  }

  async lookAt(other: Person): Promise<Seen | null> {
    return await look(this.page, `${this.tile(other.name)} video[data-shown]`);
  }

  /** Two moments of the other's moving picture, with the other's own code in both: what they send is what plays here. */
  async sees(other: Person, withinMs = 20_000): Promise<void> {
    const first = await eventually(async () => {
      const seen = await this.lookAt(other);
      expect(seen?.picture?.code, `${this.name} reads ${other.name}'s picture`).toBe(other.code);
      return seen as Seen;
    }, withinMs);
    await eventually(async () => {
      const seen = await this.lookAt(other);
      expect(seen?.picture?.code).toBe(other.code);
      expect(seen?.picture?.frame, `${other.name}'s picture moves at ${this.name}'s`).not.toBe(first.picture?.frame);
    }, withinMs);
  }

  /** The other's picture moves now: three different frames, each read from its pixels. */
  async seesNewFramesOf(other: Person, withinMs = 20_000): Promise<void> {
    const frames = new Set<number>();
    await eventually(async () => {
      const seen = await this.lookAt(other);
      if (seen?.picture?.code === other.code) frames.add(seen.picture.frame);
      expect(frames.size, `different frames of ${other.name} at ${this.name}'s`).toBeGreaterThanOrEqual(3);
    }, withinMs);
  }

  private async loudnessOf(other: Person): Promise<number> {
    const id = await this.page.locator(this.tile(other.name)).getAttribute('data-participant');
    return (await listen(this.page, `audio[data-participant="${id}"][data-source="mic"]`, speechLevel)) ?? 0;
  }

  async hears(other: Person, withinMs = 20_000): Promise<void> {
    await eventually(async () => {
      expect(await this.loudnessOf(other), `${this.name} hears ${other.name}`).toBeGreaterThan(speechLevel);
    }, withinMs);
  }

  async hearsNothingOf(other: Person, withinMs = 20_000): Promise<void> {
    await eventually(async () => {
      expect(await this.loudnessOf(other), `${this.name} hears ${other.name}`).toBeLessThan(silenceLevel);
    }, withinMs);
  }

  /** A shared screen arrives: its picture has a size and new frames. */
  async seesScreenOf(other: Person, withinMs = 20_000): Promise<void> {
    const selector = `li[data-screen-of="${await this.idOf(other)}"] video[data-shown]`;
    const first = await eventually(async () => {
      const seen = await look(this.page, selector);
      expect(seen?.width, `${this.name} sees ${other.name}'s screen`).toBeGreaterThan(100);
      return seen as Seen;
    }, withinMs);
    await eventually(async () => {
      expect((await look(this.page, selector))?.frames).toBeGreaterThan(first.frames);
    }, withinMs);
  }

  private async openChat(): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Message' });
    if (!(await field.isVisible())) await this.press(/^Chat/);
    await field.waitFor();
  }

  /** Writes into the chat. */
  async says(text: string): Promise<void> {
    await this.openChat();
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.keyboard.press('Enter');
    await this.reads(text);
  }

  /** Finds it in the chat, once. */
  async reads(text: string): Promise<void> {
    await this.openChat();
    await this.page.getByRole('log').getByText(text, { exact: true }).waitFor();
    expect(await this.page.getByRole('log').getByText(text, { exact: true }).count()).toBe(1);
  }

  async idOf(other: Person): Promise<string> {
    return (await this.page.locator(this.tile(other.name)).first().getAttribute('data-participant')) ?? '';
  }

  /** Both play each other this way, and the other way is given up: as the page noted. */
  async isSettled(other: Person, way: 'p2p' | 'sfu', withinMs = 30_000): Promise<void> {
    const id = await this.idOf(other);
    await this.page.waitForFunction(
      ([id, way]) => {
        const marks = performance.getEntriesByName('parley:settled') as PerformanceMark[];
        return marks.findLast(({ detail }) => detail.participantId === id)?.detail.path === way;
      },
      [id, way] as const,
      { timeout: withinMs, polling: 100 },
    );
  }

  /** What this person's page noted; for a watchful one. */
  get witness(): Witness {
    return witness(this.page);
  }

  /** The lid is closed for a while: nothing of this person's browser runs. */
  async sleeps(ms: number): Promise<void> {
    const camera = new RegExp(`camera-${this.code}-`);
    const [main] = findProcesses(process.pid, camera);
    const all = main ? [main, ...descendants(main.pid)] : [];
    const signal = (name: NodeJS.Signals) => {
      for (const { pid } of all) process.kill(pid, name);
    };
    signal('SIGSTOP');
    try {
      await new Promise((resolve) => setTimeout(resolve, ms));
    } finally {
      signal('SIGCONT');
    }
  }

  async go(): Promise<void> {
    await this.browser.close();
  }
}
