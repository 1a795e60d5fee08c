import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { TestHarness } from 'wrangler';
import { quietWrangler, root } from './bundle.ts';

const origin = 'https://parley.test';

const secret = (name: string) => `${name}-0123456789-abcdefghijklmnopqrstuvwxyz`;
const variables = {
  ENVIRONMENT: 'production',
  PARLEY_ORIGIN: origin,
  HOSTS: 'example.org',
  BETTER_AUTH_SECRET: secret('sign-in'),
  SIGNING_KEYS_SECRET: secret('keys'),
  OPERATOR_KEY: secret('operator'),
};

/** The Worker as it is deployed, from its bundle, in the real runtime, with a database of its own. */
export class Deployed {
  readonly #harness: TestHarness;
  readonly #bundleDir: string;

  private constructor(harness: TestHarness, bundleDir: string) {
    this.#harness = harness;
    this.#bundleDir = bundleDir;
  }

  /**
   * `trusted`: a file with a certificate that it trusts besides the usual ones: its sockets, for which the runtime's tools read that
   * file when they are loaded, and its `fetch`, which those tools send through Node.
   */
  static async create(bundleDir: string, trusted: string): Promise<Deployed> {
    Object.assign(process.env, quietWrangler, { NODE_EXTRA_CA_CERTS: trusted });
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(trusted, 'utf8')]);
    const { createTestHarness } = await import('wrangler');
    return new Deployed(createTestHarness(), bundleDir);
  }

  /** Runs with these settings from here on. */
  async configure(settings: Record<string, string>): Promise<void> {
    const vars = { ...variables, ...settings };
    await this.#harness.update({
      root,
      workers: [{ configPath: 'wrangler.toml', prebuiltWorkerDir: this.#bundleDir, vars }],
    });
    await this.#harness.listen();
    await this.#harness.getWorker().applyD1Migrations('DB');
    this.#harness.clearLogs();
  }

  get(path: string, cookie = '') {
    return this.#harness.getWorker().fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });
  }

  post(path: string, body: unknown) {
    const headers = { origin, 'content-type': 'application/json', 'cf-connecting-ip': '192.0.2.1' };
    return this.#harness.getWorker().fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Everything that it logged since it was configured. */
  logged(): string {
    return this.#harness
      .getLogs()
      .map(({ message }) => message)
      .join('\n');
  }

  async stop(): Promise<void> {
    await this.#harness.close();
  }
}

export const cookieOf = (response: { headers: { getSetCookie(): string[] } }) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
