import type { types } from 'mediasoup';
import { routerCodecs } from '../../contract/media-codecs.ts';
import type { MediaWorker, RunningMediaWorker } from './media-worker.ts';
import { speakerSettings } from './speakers.ts';

/** One router on one media worker, and what comes with it. */
export class MediaRouter {
  /** Endpoints on it, those that are being opened included. */
  endpoints = 0;

  readonly worker: MediaWorker;
  readonly server: types.WebRtcServer;
  readonly router: types.Router;
  /** Hears the microphones whose senders are on this router. */
  readonly levels: types.AudioLevelObserver;

  private constructor(
    worker: MediaWorker,
    server: types.WebRtcServer,
    router: types.Router,
    levels: types.AudioLevelObserver,
  ) {
    this.worker = worker;
    this.server = server;
    this.router = router;
    this.levels = levels;
  }

  static async open(worker: MediaWorker, running: RunningMediaWorker): Promise<MediaRouter> {
    const mediaCodecs = structuredClone([...routerCodecs]) as types.RouterRtpCodecCapability[];
    worker.routers += 1;
    let router: types.Router | undefined;
    try {
      router = await running.worker.createRouter({ mediaCodecs });
      const levels = await router.createAudioLevelObserver(speakerSettings);
      router.observer.once('close', () => {
        worker.routers -= 1;
      });
      return new MediaRouter(worker, running.server, router, levels);
    } catch (error) {
      worker.routers -= 1;
      router?.close();
      throw error;
    }
  }

  get id(): string {
    return this.router.id;
  }

  get closed(): boolean {
    return this.router.closed;
  }

  close(): void {
    this.router.close();
  }
}
