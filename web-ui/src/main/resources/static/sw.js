// Shows what is pushed, opens the lead that it is about, and says so when there is no network. Nothing that belongs to a
// person is ever kept: the cache holds the page that says "offline" and what it is made of.
const CACHE = 'offline-1';
const OFFLINE = '/offline';

const keep = async () => {
  const cache = await caches.open(CACHE);
  const page = await fetch(OFFLINE, {cache: 'no-store', credentials: 'omit'});
  if (!page.ok) throw new Error(`answered ${page.status}`);
  const text = await page.clone().text();
  await cache.put(OFFLINE, page);
  const parts = [...text.matchAll(/(?:href|src)="(\/(?:css|img|js)\/[^"]+)"/g)].map((part) => part[1].replaceAll('&amp;', '&'));
  await cache.addAll([...new Set(parts)]);
};

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const {request} = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  } else if (/^\/(css|img|js)\//.test(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});

self.addEventListener('push', (event) => {
  let message = {};
  try {
    message = event.data?.json() ?? {};
  } catch {
    // Shown without words: a browser wants to see something for each message.
  }
  event.waitUntil(self.registration.showNotification(message.title ?? 'Lead Dispatcher', {
    body: message.body ?? '',
    tag: message.tag,
    renotify: Boolean(message.tag),
    icon: '/img/icon-192.png',
    data: {path: message.path ?? '/me'},
  }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  // A message can name a page of ours and nothing else.
  const path = String(event.notification.data?.path ?? '/me');
  const page = new URL(/^\/(?!\/)/.test(path) ? path : '/me', self.location.origin);
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({type: 'window', includeUncontrolled: true});
    const same = open.find((client) => new URL(client.url).pathname === page.pathname);
    if (same) await same.focus();
    else await self.clients.openWindow(page.href);
  })());
});
