/** Set by `npm run deploy`: with the commit, so that a deployment can be told from the one before. */
declare const __DEPLOYED_VERSION__: string | undefined;

/** Version of the Worker's software; where it was not deployed, the same as in the root package.json (a test compares). */
export const version = typeof __DEPLOYED_VERSION__ === 'string' ? __DEPLOYED_VERSION__ : '0.1.0';
