import path from 'node:path';
import { lanHint, startLanProxy } from '../lan/index.ts';
import { HELP, parseArguments } from './arguments.ts';
import { startBox } from './box-service.ts';
import { type LocalBox, readConfig } from './config.ts';
import { isEnrolled, requestEnrolmentToken } from './enrolment.ts';
import { waitForHealth } from './health.ts';
import { type LocalMode, prepare } from './prepare.ts';
import { startRestartingBox } from './restarting-box.ts';
import { claimDataDir } from './run-lock.ts';
import { whenAskedToStop } from './stop-signal.ts';
import { type Supervisor, startSupervisor } from './supervisor.ts';
import { type LocalSystem, workerUrl } from './system.ts';
import { makeTimings, type Timings } from './timings.ts';
import { startVite, startWorker } from './worker-service.ts';

const READY_WITHIN_MS = 90_000;
/** As shells report a program that was ended by Ctrl-C. */
const EXIT_INTERRUPTED = 130;

/**
 * Runs the whole system until somebody ends it or one of its programs dies.
 *
 * @returns the exit code for this process
 * @throws {SetupError} when it cannot be started, with what to do
 */
export async function runLocal(mode: LocalMode, argv: readonly string[]): Promise<number> {
  const args = parseArguments(argv);
  if (args.help) {
    console.log(HELP);
    return 0;
  }

  const config = readConfig(path.resolve(import.meta.dirname, '..', '..'), args, process.env);
  let supervisor: Supervisor | undefined;
  const stopAsked = whenAskedToStop(() => {
    supervisor?.killAll();
    process.exit(EXIT_INTERRUPTED);
  });
  const timings = makeTimings(process.env);
  const release = claimDataDir(config);
  process.once('exit', release);

  const system = await Promise.race([prepare(config, mode, timings), stopAsked]);
  // Nothing runs yet, and what is half made is made again: no reason to wait for its end.
  if (system === undefined) return EXIT_INTERRUPTED;

  supervisor = startSupervisor();
  try {
    return await runSystem(system, mode, supervisor, stopAsked, timings);
  } finally {
    system.enter('stopping');
    await supervisor.stopAll();
  }
}

async function runSystem(
  system: LocalSystem,
  mode: LocalMode,
  supervisor: Supervisor,
  stopAsked: Promise<void>,
  timings: Timings,
): Promise<number> {
  const started = startPrograms(system, mode, supervisor, timings).then(() => undefined);
  const late = new Promise<string>((resolve) => {
    const text = `Parley was not ready after ${READY_WITHIN_MS / 1000} s. Start with --verbose to see why.`;
    setTimeout(resolve, READY_WITHIN_MS, text).unref();
  });
  const asked = stopAsked.then(() => 'asked' as const);

  let outcome: string | undefined = await Promise.race([started, supervisor.failed, late, asked]);
  if (outcome === undefined) {
    system.enter('ready');
    timings.print();
    if (system.lan !== undefined) console.log(lanHint(system.origin));
    console.log(`Parley is ready: ${system.origin}`);
    outcome = await Promise.race([supervisor.failed, asked]);
  }
  if (outcome === 'asked') {
    console.log('Stopping …');
    return 0;
  }

  console.error(outcome);
  return 1;
}

/** Resolves when the system is ready for people. */
async function startPrograms(
  system: LocalSystem,
  mode: LocalMode,
  supervisor: Supervisor,
  timings: Timings,
): Promise<void> {
  const { config, lan } = system;
  const url = workerUrl(system);
  supervisor.add(mode === 'dev' ? startVite(system) : startWorker(system));

  if (lan !== undefined) {
    await startLanProxy({
      host: '0.0.0.0',
      port: config.port,
      tls: lan.certificates,
      workerPort: system.workerListen.port,
      boxPorts: config.boxes.map((box) => box.port),
    });
  }

  // A box that the Worker knows starts beside it and waits for it; a new one first needs a token from it.
  const known = config.boxes.filter((box) => isEnrolled(system, box));
  for (const box of known) addBox(system, box, mode, supervisor);

  await timings.measure('Worker answers', () => waitForHealth(url, 0, supervisor.isOver));
  for (const box of config.boxes.filter((candidate) => !known.includes(candidate))) {
    if (supervisor.isOver()) return;
    addBox(system, box, mode, supervisor, await requestEnrolmentToken(system, box));
  }
  await timings.measure('boxes linked', () => waitForHealth(url, config.boxes.length, supervisor.isOver));
}

function addBox(system: LocalSystem, box: LocalBox, mode: LocalMode, supervisor: Supervisor, token?: string): void {
  const start = (): ReturnType<typeof startBox> => {
    const service = startBox(system, box, token);
    supervisor.guard(service.pid);
    return service;
  };
  const folders = mode === 'dev' ? ['sfu/src', 'sfu/contract', 'worker/contract'] : [];
  const sources = folders.map((folder) => path.join(system.config.root, folder));

  supervisor.add(startRestartingBox({ start, sources, isStarting: system.isStarting, say: console.log }));
}
