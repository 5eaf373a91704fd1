/* Reading without a network. Every page comes from the network; the stored copy stands in only when
   that fails, and says from when it is. The build writes `version`, which changes with any byte of
   the site, and `files` above this. */
const store = `${registration.scope} ${version}`

/** Ask the server itself, not the browser's own cache, which may hold an older page. */
const fresh = (file) => new Request(new URL(file, registration.scope), { cache: 'no-cache' })

// All or none: where one file fails, the worker of before stays with its whole store.
async function fill() {
  if (navigator.connection?.saveData) return // then what is read is stored, and no more
  const cache = await caches.open(store)
  await cache.addAll(files.map(fresh))
}

async function dropOldStores() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(`${registration.scope} `) && name !== store)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function keep(request, response) {
  try {
    await (await caches.open(store)).put(request, response)
  } catch {
    // No room left: the page was read all the same.
  }
}

async function dated(copy) {
  const day = new Date(copy.headers.get('date') ?? NaN)
  const from = isNaN(day) ? 'an earlier visit' : day.toLocaleDateString('en-GB', { dateStyle: 'long' })
  const note = `<p class="stored">No network. This copy is from ${from}; warnings may have changed since.</p>`
  const html = (await copy.text()).replace(/<main[^>]*>/, `$&${note}`)
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

async function answer(event) {
  const { request } = event
  try {
    // Asked of the server each time: the browser's own cache may hold a page of before a warning.
    const response = await fetch(request, { cache: 'no-cache' })
    if (response.ok) event.waitUntil(keep(request, response.clone()))
    return response
  } catch (failure) {
    const copy = await (await caches.open(store)).match(request, { ignoreSearch: true })
    if (!copy) throw failure
    return request.mode === 'navigate' ? dated(copy) : copy
  }
}

addEventListener('install', (event) => {
  skipWaiting()
  event.waitUntil(fill())
})
addEventListener('activate', (event) => {
  event.waitUntil(dropOldStores())
  clients.claim()
})
addEventListener('fetch', (event) => {
  const { method, url } = event.request
  if (method === 'GET' && url.startsWith(registration.scope)) event.respondWith(answer(event))
})
