import path from 'node:path';
import { ensureMediaWorker } from '../media-worker/index.ts';
import { startLanProxy } from '../lan/index.ts';
import { makeProgress } from '../progress.ts';
import { HELP, parseArguments } from './arguments.ts';
import { startBox } from './box-service.ts';
import { type LocalConfig, readConfig } from './config.ts';
import { isEnrolled, requestEnrolmentToken } from './enrolment.ts';
import { waitForHealth } from './health.ts';
import { ensureMigrations } from './migrations.ts';
import { startOrphanGuard } from './orphan-guard.ts';
import { checkPorts, findFreePort } from './ports.ts';
import { claimDataDir } from './run-lock.ts';
import { ensureSecrets } from './secrets.ts';
import { type Service, signalGroup } from './service.ts';
import { whenAskedToStop } from './stop-signal.ts';
import { type LocalSystem, workerUrl } from './system.ts';
import { makeTimings, type Timings } from './timings.ts';
import { ensureWebBuild } from './web-build.ts';
import { startVite, startWorker } from './worker-service.ts';

/** `start` serves the built client; `dev` reloads what changes. */
export type LocalMode = 'start' | 'dev';
