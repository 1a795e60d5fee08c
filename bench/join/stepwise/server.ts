import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import type { types } from 'mediasoup';
import * as mediasoup from 'mediasoup';
import { Server } from 'socket.io';
import { build } from 'vite';
import { routerCodecs } from '../../../sfu/contract/media-codecs.ts';

/**
 * The usual way to join a mediasoup room, one round trip per step, to compare with: same browser, same media worker, same codecs,
 * and the same Worker asked first. It has one room, no tokens and no manners.
 */
export async function startStepwise(ports: { http: number; media: number }, join: () => Promise<unknown>) {
  const script = await bundlePage();
  const worker = await mediasoup.createWorker({ logLevel: 'none' });
  const router = await worker.createRouter({
    mediaCodecs: structuredClone(routerCodecs) as unknown as types.RouterRtpCodecCapability[],
  });
  const listenInfos = addresses().flatMap((ip) =>
    (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip, port: ports.media })),
  );
  const webRtcServer = await worker.createWebRtcServer({ listenInfos });

  const http = createServer((request, response) => {
    if (request.url === '/join') {
      join().then(
        () => response.end('{}'),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    } else if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><button>Join</button><script type="module" src="/page.js"></script>');
  });
  const io = new Server(http, { transports: ['websocket'] });
  const producers = new Map<string, types.Producer>();

  io.on('connection', (socket) => {
    const transports = new Map<string, types.WebRtcTransport>();
    const mine = new Set<string>();
    const consumers = new Map<string, types.Consumer>();
    const transport = (id: string): types.WebRtcTransport => {
      const found = transports.get(id);
      if (found === undefined) throw new Error('no such transport');
      return found;
    };
    const steps: Record<string, (data: never) => Promise<unknown>> = {
      capabilities: async () => router.rtpCapabilities,
      createTransport: async () => {
        const made = await router.createWebRtcTransport({ webRtcServer, initialAvailableOutgoingBitrate: 1_000_000 });
        transports.set(made.id, made);
        const { id, iceParameters, iceCandidates, dtlsParameters } = made;
        return { id, iceParameters, iceCandidates, dtlsParameters };
      },
      connectTransport: async ({ id, dtlsParameters }: { id: string; dtlsParameters: types.DtlsParameters }) =>
        transport(id).connect({ dtlsParameters }),
      join: async () => [...producers.keys()],
      produce: async (data: { id: string; kind: types.MediaKind; rtpParameters: types.RtpParameters }) => {
        const { kind, rtpParameters } = data;
        const producer = await transport(data.id).produce({ kind, rtpParameters });
        producers.set(producer.id, producer);
        mine.add(producer.id);
        return producer.id;
      },
      consume: async (data: { id: string; producerId: string; rtpCapabilities: types.RtpCapabilities }) => {
        const { producerId, rtpCapabilities } = data;
        const consumer = await transport(data.id).consume({ producerId, rtpCapabilities, paused: true });
        consumers.set(consumer.id, consumer);
        return { id: consumer.id, producerId, kind: consumer.kind, rtpParameters: consumer.rtpParameters };
      },
      resume: async (data: { consumerId: string }) => consumers.get(data.consumerId)?.resume(),
    };
    for (const [name, step] of Object.entries(steps)) {
      socket.on(name, (data: unknown, ack: (answer: unknown) => void) => {
        step(data as never).then(
          (answer) => ack(answer ?? {}),
          (error: unknown) => ack({ error: String(error) }),
        );
      });
    }
    socket.on('disconnect', () => {
      for (const id of mine) producers.delete(id);
      for (const made of transports.values()) made.close();
    });
  });

  await new Promise<void>((resolve) => http.listen(ports.http, 'localhost', resolve));
  return {
    stop: async () => {
      await io.close();
      worker.close();
    },
  };
}

function addresses(): string[] {
  const external = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [
    ...external.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
    '127.0.0.1',
  ];
}

async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: { input: path.join(import.meta.dirname, 'page.ts') },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('The page was not bundled.');
  return output.output[0].code;
}
