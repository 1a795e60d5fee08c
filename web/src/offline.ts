/** Makes the client installable, and kind without a network (public/sw.js). Not in development, where pages change under its feet. */
export function keepOfflinePage(): void {
  // By the kind of build: NODE_ENV, by which PROD goes, may be anything where one is started.
  if (import.meta.env.MODE !== 'production' || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch((thrown: unknown) => console.warn('offline: not kept', thrown));
  });
}
