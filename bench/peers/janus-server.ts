import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JanusSession } from './janus-session.ts';
import { loopback, type MediaServer, mediaAddress, ports } from './server.ts';

/** Where distributions keep Janus's settings: where its plugins are is read there, nothing is written. */
const systemSettings = '/etc/janus/janus.jcfg';
const room = 1;
const publisherId = 1;
const startPatienceMs = 10_000;

interface Jsep {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

export interface JanusOptions {
  readonly program: string;
  readonly eventLoops?: number;
  readonly preload?: string;
  /** A folder that it gets libraries from first. */
  readonly libraries?: string;
}

/** The distribution's Janus with one videoroom. Settings that are not given here are its defaults. */
export async function startJanus({ program, eventLoops, preload, libraries }: JanusOptions): Promise<MediaServer> {
  const folder = writeSettings(eventLoops);
  const child = spawn(program, ['-F', folder, '-o', '-L', path.join(folder, 'janus.log')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...(preload ? { LD_PRELOAD: preload, PARLEY_SEND_BATCHING_LOOPS: 'poll' } : {}),
      ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const session = await connect(() => child.exitCode !== null);
    const first = await session.attach('janus.plugin.videoroom');
    await session.ask(first, { request: 'create', room, publishers: 1, videocodec: 'vp8' });
    return {
      pid: child.pid as number,
      async publish(sdp) {
        const request = { request: 'joinandconfigure', ptype: 'publisher', room, id: publisherId, video: true };
        const { jsep } = await session.ask(first, request, { type: 'offer', sdp });
        return sdpOf(jsep);
      },
      async subscribe() {
        const handle = await session.attach('janus.plugin.videoroom');
        const request = { request: 'join', ptype: 'subscriber', room, streams: [{ feed: publisherId }] };
        const { jsep } = await session.ask(handle, request);
        return {
          offer: sdpOf(jsep),
          accept: async (answer) => {
            await session.ask(handle, { request: 'start' }, { type: 'answer', sdp: answer });
          },
        };
      },
      close: async () => {
        session.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function sdpOf(jsep: Jsep | undefined): string {
  if (!jsep) throw new Error('Janus answered without a session description.');
  return jsep.sdp;
}

async function connect(hasEnded: () => boolean): Promise<JanusSession> {
  const deadline = performance.now() + startPatienceMs;
  for (;;) {
    try {
      return await JanusSession.open(`ws://${loopback}:${ports.janusApi}`);
    } catch (error) {
      if (hasEnded() || performance.now() > deadline) throw new Error('Janus does not start.', { cause: error });
      await pause(100);
    }
  }
}

function writeSettings(eventLoops: number | undefined): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-janus-'));
  const system = readFileSync(systemSettings, 'utf8');
  const folders = system.match(/^\s*(?:plugins|transports|events|loggers)_folder = "[^"]+"/gm) ?? [];
  const general = [...folders, `configs_folder = "${folder}"`, ...(eventLoops ? [`event_loops = ${eventLoops}`] : [])];
  writeFileSync(
    path.join(folder, 'janus.jcfg'),
    `general: {
${general.join('\n')}
}
media: { rtp_port_range = "${ports.janusMedia.from}-${ports.janusMedia.to}" }
nat: { ice_enforce_list = "${mediaAddress}" }
plugins: { disable = "${others('plugins', 'videoroom')}" }
transports: { disable = "${others('transports', 'websockets')}" }
`,
  );
  writeFileSync(
    path.join(folder, 'janus.transport.websockets.jcfg'),
    `general: { ws = true ws_port = ${ports.janusApi} ws_ip = "${loopback}" wss = false }\n`,
  );
  return folder;
}

const parts = {
  plugins: [
    ...['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming', 'textroom'],
    ...['videocall', 'videoroom', 'voicemail'],
  ],
  transports: ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq', 'websockets'],
};

/** Everything of a kind but the one that is needed: what is not used must not use anything either. */
function others(kind: keyof typeof parts, needed: string): string {
  return parts[kind]
    .filter((name) => name !== needed)
    .map((name) => `libjanus_${name}.so`)
    .join(',');
}
