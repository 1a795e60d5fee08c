#!/usr/bin/env node
// The way into every task: `node scripts/run.mjs <task> [arguments]`, behind `npm start`, `npm test` and so on.
//
// Runs on Node 20 with nothing installed: it installs the locked packages when they changed, then hands over to
// scripts/tasks/<task>.ts on the Node that the project brings along.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './launcher/dependencies.mjs';
import { findRuntime, runOn } from './launcher/runtime.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const tasksDir = path.join(root, 'scripts', 'tasks');
const [task = '', ...args] = process.argv.slice(2);
const script = path.join(tasksDir, `${task}.ts`);

if (!/^[a-z][a-z-]*$/.test(task) || !existsSync(script)) {
  const tasks = readdirSync(tasksDir).flatMap((name) => /^([a-z-]+)\.ts$/.exec(name)?.[1] ?? []);
  console.error(`Usage: node scripts/run.mjs <task> [arguments], where <task> is one of: ${tasks.join(', ')}.`);
  process.exit(2);
}

try {
  await ensureDependencies(root);
  process.exitCode = await runOn(findRuntime(root), root, [script, ...args]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
