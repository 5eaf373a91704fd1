/* Reading without a network. Pages load as they do without a worker, through the browser's own cache.
   This stores each page as it is read and, once the reader is idle, all the others. If the network
   gives no answer, refuses, or reports a server error, a stored copy is shown, with its date.
   Above this, website/finish.py writes `version`, which changes with any byte of the site; `site`, the
   address that its pages give as their own; and `files`, all that is stored. */
const { scope } = registration
const own = new Set(files.map((file) => new URL(file, scope).href))
const whole = `${scope} ${version}` // all files of one edition
const read = `${scope} read` // pages kept until the first full store is complete
const refused = `${scope}none` // exists if the reader wants no copies: see copies.js
const PATIENCE = 3000 // milliseconds without an answer
const waited = new Set() // files just redirected to after a timeout: answered from the copy at once

/** This site's stores, oldest first. Until a newer one is complete, the oldest is used. */
const stores = async () => (await caches.keys()).filter((name) => name.startsWith(`${scope} `))

async function drop(but) {
  for (const name of await stores()) if (name !== but) await caches.delete(name)
}

/** Maps a URL to one of our files, ignoring a query and a missing trailing slash; else undefined. */
function fileOf(address) {
  const bare = address.replace(/[?#].*/, '').replace(/\/index\.html$/, '/')
  return [bare, `${bare}/`].find((file) => own.has(file))
}

/** A copy of a response. Fails unless it is complete and ours: a Wi-Fi portal answers too. */
async function checked(file, response) {
  const copy = response.clone()
  const text = await response.text()
  const isOurs = file.endsWith('/')
    ? text.includes(`"canonical" href="${site}`) && text.includes('</html>')
    : !/html/.test(copy.headers.get('content-type'))
  if (!copy.ok || copy.redirected || !isOurs) throw new TypeError(`not a file of this site: ${file}`)
  return copy
}

/** When the server sent a copy; undefined if that is in the future, which a wrong clock would say. */
function sent(copy) {
  const time = Date.parse(copy?.headers.get('date'))
  return time < Date.now() ? time : undefined
}

async function put(name, file, copy) {
  const cache = await caches.open(name)
  // With another query, the browser's own cache may hold an older page.
  if (!(sent(await cache.match(file)) > sent(copy))) await cache.put(file, copy)
  if (!(await caches.has(refused))) return
  await drop() // the reader has just said so, perhaps in another tab
  throw new Error('no copies are wanted')
}

async function keep(file, response) {
  const copy = await checked(file, response)
  if (await caches.has(refused)) return
  const [name = read] = await stores()
  await put(name, file, copy)
}

// The reader's requests come first: the background fill pauses and then retries its current file.
let reading
let halt = new AbortController()

async function ask(file) {
  await reading
  halt = new AbortController()
  const { signal } = halt
  try {
    return await checked(file, await fetch(file, { cache: 'no-cache', signal, priority: 'low' }))
  } catch (failure) {
    if (signal.aborted) return ask(file)
    throw failure
  }
}

/** Store every file; older copies stay until it is done. To save data, store only the open pages. */
async function fill() {
  if (await caches.has(refused)) return
  if (navigator.connection?.saveData) {
    const open = (await clients.matchAll()).map(({ url }) => fileOf(url)).filter(Boolean)
    for (const file of open) await keep(file, await fetch(file, { cache: 'force-cache' }))
    return
  }
  const [oldest] = await stores()
  if (oldest !== whole) await caches.open(read) // it answers until the new one is whole
  const held = (await (await caches.open(whole)).keys()).map(({ url }) => url)
  for (const file of own) if (!held.includes(file)) await put(whole, file, await ask(file))
  await drop(whole)
}

async function stored(file) {
  for (const name of await stores()) {
    const copy = await (await caches.open(name)).match(file)
    if (copy) return copy
  }
}

async function dated(copy) {
  const time = sent(copy)
  const day = time && new Date(time).toLocaleDateString('en-GB', { dateStyle: 'long' })
  const note = `<p class="stored">This site cannot be reached now. This copy is from ${day ?? 'an earlier visit'}; warnings may have changed since. <a href="">Try again</a></p>`
  const html = (await copy.text()).replace(/<main[^>]*>/, `$&${note}`)
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

async function answer(request, file, network) {
  const patience = new Promise((done) => setTimeout(done, waited.delete(file) ? 0 : PATIENCE))
  const response = await Promise.race([network, patience]).catch(() => {})
  if (response?.status < 500) return response
  const copy = await stored(file).catch(() => {})
  if (!copy) return network
  if (request.mode !== 'navigate') return copy
  if (request.url.startsWith(file)) return dated(copy)
  waited.add(file)
  return Response.redirect(file) // a page's links are relative to its own address
}

addEventListener('install', (event) => {
  skipWaiting()
  // Browsers that know how ask the network while the worker starts; the worker shares that request.
  event.addRoutes?.({ condition: { requestMethod: 'GET' }, source: 'race-network-and-fetch-handler' })
})
addEventListener('activate', () => clients.claim())
addEventListener('message', (event) => {
  // One at a time, whichever tab asks, and whichever edition's worker it asks.
  event.waitUntil(navigator.locks.request(scope, fill).catch(() => {})) // the next page asks again
})
addEventListener('fetch', (event) => {
  const file = event.request.method === 'GET' && fileOf(event.request.url)
  if (!file) return
  halt.abort()
  const network = fetch(event.request)
  const kept = network.then((response) => keep(file, response.clone()))
  reading = Promise.allSettled([reading, kept])
  event.waitUntil(reading)
  event.respondWith(answer(event.request, file, network))
})
