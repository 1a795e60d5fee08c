/**
 * Version of the HTTP endpoints and the live socket, raised when a client that was loaded before could not go on with the Worker after.
 * Every answer under `/api/` carries it: a client of another version asks its person to reload, at a moment at which nothing is lost by it.
 */
export const apiVersion = 1;
export const apiVersionHeader = 'parley-api';
