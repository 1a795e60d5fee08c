// Makes Parley installable, and says kindly when there is no network. It keeps the offline page and nothing else: pages, code and
// answers of the service always come from the network, so that nobody ever runs an old client. Without navigation preload: that
// would ask twice for what is left alone here, such as the way back from an identity provider, which is good once.
const kept = 'parley-offline-1';
const offline = ['/offline.html', '/offline.css', '/offline.js', '/favicon.svg'];

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(kept);
  await Promise.all(
    offline.map(async (path) => {
      const response = await fetch(path, { cache: 'reload' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      // Made anew: one that came by a redirect may not answer for a page.
      await cache.put(path, new Response(await response.blob(), { headers: response.headers }));
    }),
  );
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Only a page that is opened, and what the offline page is made of; sign-in and everything else of the service is left alone.
  if (origin !== self.location.origin || request.method !== 'GET' || pathname.startsWith('/api/')) return;
  const fallback = request.mode === 'navigate' ? '/offline.html' : offline.find((path) => path === pathname);
  if (fallback) event.respondWith(fetch(request).catch(() => caches.match(fallback, { cacheName: kept })));
});
