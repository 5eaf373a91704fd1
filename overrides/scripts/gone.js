/* The last worker of a site that is taken down or moved: it removes what readers' browsers stored of
   it, and itself. README says how it is published. */
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(remove()))

async function remove() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${registration.scope} `)) await caches.delete(name)
  }
  await registration.unregister()
}
