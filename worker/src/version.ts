/** Version of the Worker's software; the same as in the root package.json (a test compares). */
export const version = '0.1.0';
