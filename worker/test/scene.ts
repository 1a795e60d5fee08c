import type { BodyOf, ReplyOf } from '../contract/endpoints.ts';
import type { Admission, Waiting } from '../contract/meetings.ts';
import { type Asked, call, nonce, signIn } from './harness.ts';

type Joining = Asked & {
  name?: string;
  clientNonce?: string;
  shown?: { id: string; secret: string };
  gone?: number;
  passcode?: string;
};

/** One meeting and its host. */
export class Scene {
  readonly id: string;
  readonly cookie: string;

  constructor(id: string, cookie: string) {
    this.id = id;
    this.cookie = cookie;
  }

  static async open(settings: Partial<BodyOf<'createMeeting'>> = {}, email = 'ada@example.org'): Promise<Scene> {
    const cookie = await hostCookie(email);
    const { id } = await call('createMeeting', { cookie, body: { title: 'Algebra', ...settings } });
    return new Scene(id, cookie);
  }

  get params() {
    return { id: this.id };
  }

  /** The request of a join, also for those that are refused. */
  joining({ name = 'Bob', clientNonce = nonce(), shown, gone, passcode, ...asked }: Joining = {}) {
    const optional = {
      ...(shown ? { seat: shown } : {}),
      ...(gone === undefined ? {} : { gone }),
      ...(passcode === undefined ? {} : { passcode }),
    };
    return { ...asked, params: this.params, body: { name, clientNonce, ...optional } };
  }

  async join(joining: Joining = {}): Promise<Admission> {
    const reply = await call('joinMeeting', this.joining(joining));
    if (reply.status !== 'admitted') throw new Error(`The reply was ${reply.status}.`);
    return reply;
  }

  async knock(joining: Joining = {}): Promise<Waiting> {
    const reply = await call('joinMeeting', this.joining(joining));
    if (reply.status !== 'waiting') throw new Error(`The reply was ${reply.status}.`);
    return reply;
  }

  host(joining: Joining = {}): Promise<Admission> {
    return this.join({ name: 'Ada', cookie: this.cookie, ...joining });
  }

  preview(asked: Asked = {}): Promise<ReplyOf<'previewMeeting'>> {
    return call('previewMeeting', { ...asked, params: this.params });
  }
}

const cookies = new Map<string, Promise<string>>();

/** Signs in once per test file. */
export function hostCookie(email: string): Promise<string> {
  const known = cookies.get(email) ?? signIn(email);
  cookies.set(email, known);
  return known;
}
