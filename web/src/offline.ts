/** Makes the client installable, and kind without a network (public/sw.js). Not in development, where pages change under its feet. */
export function keepOfflinePage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch((thrown: unknown) => console.warn('offline: not kept', thrown));
  });
}
