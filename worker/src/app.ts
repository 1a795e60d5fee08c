import { Hono } from 'hono';
import { type EndpointName, endpoints } from '../contract/endpoints.ts';
import { answerLocally } from './auth/deliver-code.ts';
import { configurationProblems } from './configuration.ts';
import type { Env } from './environment.ts';
import { describeError, log } from './log.ts';
import { Refusal, refusalResponse } from './refusal.ts';
import { rateCall, reportCall } from './routes/after-call.ts';
import { answer } from './routes/answer.ts';
import { createEnrolmentToken, drainBox, enrolBox, forgetBox, listBoxes } from './routes/boxes.ts';
import { callTest } from './routes/call-test.ts';
import type { Handlers } from './routes/endpoint.ts';
import { downloadFile, uploadFile } from './routes/files.ts';
import { health } from './routes/health.ts';
import { iceServers } from './routes/ice-servers.ts';
import { joinMeeting } from './routes/join.ts';
import { answerKeySet, rotateKeys } from './routes/keys.ts';
import {
  changeMeeting,
  createMeeting,
  deleteMeeting,
  listAttendance,
  listMeetings,
  previewMeeting,
} from './routes/meetings.ts';
import {
  answerKnock,
  endMeeting,
  lockMeeting,
  removeParticipant,
  setLobby,
  setPermissions,
  setRole,
} from './routes/moderate.ts';
import { answerOpenApi } from './routes/openapi.ts';
import { withOurHeaders } from './routes/our-headers.ts';
import { readOverview } from './routes/overview.ts';
import { countRefusal } from './routes/refusal-tally.ts';
import { answerSignIn } from './routes/sign-in.ts';
import { openBoxLink, openLiveSocket } from './routes/sockets.ts';
import { me, signInWays } from './routes/who.ts';

const handlers: Handlers = {
  health,
  signInWays,
  me,
  listMeetings,
  createMeeting,
  previewMeeting,
  changeMeeting,
  deleteMeeting,
  joinMeeting,
  iceServers,
  endMeeting,
  lockMeeting,
  setLobby,
  answerKnock,
  removeParticipant,
  setRole,
  setPermissions,
  callTest,
  rateCall,
  reportCall,
  listAttendance,
  readOverview,
  listBoxes,
  createEnrolmentToken,
  enrolBox,
  drainBox,
  forgetBox,
  rotateKeys,
};

/** Endpoints that take or answer something else than the table's JSON. */
const others = [
  '/api/openapi.json',
  '/.well-known/jwks.json',
  '/api/meetings/:id/live',
  '/api/meetings/:id/files',
  '/api/meetings/:id/files/:fileId',
  '/api/boxes/link',
] as const;

/** The route table: the contract's endpoints, and the few others. */
export const app = new Hono<{ Bindings: Env }>({ strict: true });

app.use(async ({ env }, next) => {
  const problems = configurationProblems(env);
  if (problems.length === 0) return next();
  log({ level: 'error', event: 'configuration-refused', problems });
  return refusalResponse(new Refusal('internal'));
});

for (const name of Object.keys(endpoints) as EndpointName[])
  app.on(endpoints[name].method, endpoints[name].path, ({ env, req }) =>
    answer(name, handlers, env, req.raw, req.param()),
  );

app.get('/api/openapi.json', ({ env }) => answerOpenApi(env.PARLEY_ORIGIN ?? ''));
app.get('/.well-known/jwks.json', ({ env }) => answerKeySet(env));
app.get('/api/meetings/:id/live', ({ env, req }) => openLiveSocket(env, req.raw, req.param()));
app.post('/api/meetings/:id/files', ({ env, req }) => uploadFile(env, req.raw, req.param()));
app.get('/api/meetings/:id/files/:fileId', ({ env, req }) => downloadFile(env, req.raw, req.param()));
app.get('/api/boxes/link', ({ env, req }) => openBoxLink(env, req.raw));
app.all('/api/auth/*', ({ env, req }) => answerSignIn(env, req.raw));

// Whatever is left: another method of a path above, development's way to the sign-in code, or nothing.
for (const path of new Set([...Object.values(endpoints).map((endpoint) => endpoint.path), ...others]))
  app.all(path, () => {
    throw new Refusal('method-not-allowed');
  });
app.all('/api/*', ({ env, req }) => {
  const local = answerLocally(env, req.raw);
  if (local) return local;
  throw new Refusal('not-found');
});
app.all('/.well-known/*', () => {
  throw new Refusal('not-found');
});
app.all('*', ({ env, req }) => env.ASSETS.fetch(req.raw));

app.onError((error, { env, req }) => {
  if (!(error instanceof Refusal))
    log({
      level: 'error',
      event: 'request-failed',
      where: `${req.method} ${req.routePath}`,
      reason: describeError(error),
    });
  const refusal = error instanceof Refusal ? error : new Refusal('internal');
  countRefusal(env.DB, req.path, refusal.code);
  return refusalResponse(refusal);
});

export async function handle(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const response = await app.fetch(request, env, ctx);
  const [, area] = new URL(request.url).pathname.match(/^\/(api|\.well-known)\//) ?? [];
  return area === undefined ? response : withOurHeaders(response, area === 'api');
}
