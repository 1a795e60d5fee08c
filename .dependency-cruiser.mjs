// The import rules of docs/architecture.md, each with its reason. Checked by `npm test`.

const test = '\\.test\\.tsx?$|^[a-z]+/test/';

/** `from` may import only `to` inside its own package; what is outside is for the other rules. */
const layer = (name, comment, from, forbidden) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: forbidden },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no first file to read, and no part of it can be tested alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'What ships must not depend on what only proves it.',
      severity: 'error',
      from: { path: '^(worker|sfu|web)/(src|contract)/', pathNot: test },
      to: { path: `${test}|^e2e/|^bench/` },
    },
    {
      name: 'worker-imports-nobody',
      comment: 'The Worker answers; its callers know its contract, never the other way round.',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^(sfu|web|e2e|bench|scripts)/' },
    },
    {
      name: 'sfu-knows-only-the-workers-contract',
      comment: 'A box is deployed without the Worker; types and schemas are all that they share.',
      severity: 'error',
      from: { path: '^sfu/' },
      to: { path: '^(worker/(?!contract/)|web/|e2e/|bench/|scripts/)' },
    },
    {
      name: 'web-knows-only-contracts',
      comment: 'Server code in the browser is dead weight, and a leak.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^((worker|sfu)/(?!contract/)|e2e/|bench/|scripts/)' },
    },
    {
      name: 'contracts-are-pure',
      comment: 'Contracts run in every runtime: zod and other contracts only.',
      severity: 'error',
      from: { path: '^(worker|sfu)/contract/' },
      to: { pathNot: ['^(worker|sfu)/contract/', '^node_modules/zod/'] },
    },
    layer(
      'media-knows-neither-rooms-nor-peers',
      'Media can be tested, and replaced, without a meeting.',
      '^sfu/src/media/',
      '^sfu/src/(room|signaling|admission|fleet|redis|metrics|doctor|server|main)',
    ),
    layer(
      'room-never-imports-signaling',
      'A room speaks through its Notifier, so that it works over any signaling, and in tests over none.',
      '^sfu/src/room/',
      '^sfu/src/(signaling|admission|fleet|redis|metrics|doctor|server|main)',
    ),
    layer(
      'signaling-and-admission-are-below-the-server',
      'The flow is main → server → {admission, signaling} → room → media.',
      '^sfu/src/(signaling|admission|fleet|redis)/',
      '^sfu/src/(server|main)',
    ),
    layer('only-main-is-above-the-server', 'One place puts the box together.', '^sfu/src/server', '^sfu/src/main'),
    layer(
      'worker-routes-are-the-top',
      'routes → {auth, live, meetings} → stores: a store or an object never knows who calls it over HTTP.',
      '^worker/src/(auth|live|meetings)/',
      '^worker/src/(routes/|app\\.ts|index\\.ts)',
    ),
    layer(
      'worker-stores-are-the-bottom',
      'SQL lives in stores; what is above them speaks of meetings and seats.',
      '^worker/src/.*-store\\.ts$',
      '^worker/src/routes/',
    ),
    layer(
      'web-meeting-is-below-the-pages',
      'What a meeting is does not depend on how it is shown.',
      '^web/src/meeting/',
      '^web/src/(pages|stage|controls)/',
    ),
    layer(
      'web-media-signaling-api-are-the-bottom',
      'Transport and media run in a plain test, without a page or a meeting.',
      '^web/src/(media|signaling|api)/',
      '^web/src/(pages|stage|controls|meeting)/',
    ),
    {
      name: 'solid-only-in-tsx-and-createX',
      comment: 'Everything else is plain TypeScript and runs in a plain test.',
      severity: 'error',
      from: { path: '^web/src/', pathNot: ['\\.tsx$', '/create[A-Z][A-Za-z]*\\.ts$', test] },
      to: { path: '^node_modules/(solid-js|@solidjs)/' },
    },
    {
      name: 'no-undeclared-dependency',
      comment: 'What is imported is in the package.json of the one who imports it.',
      severity: 'error',
      from: { path: '^(worker|sfu|web)/src/', pathNot: test },
      // A file's address instead of the file: the bundler finds those, and fails when there is none.
      to: {
        dependencyTypes: ['npm-no-pkg', 'unknown', 'undetermined', 'npm-unknown'],
        pathNot: '^cloudflare:|\\?url$',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|\\.parley|\\.wrangler)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
    builtInModules: { add: ['cloudflare:workers', 'cloudflare:test', 'cloudflare:sockets'] },
  },
};
