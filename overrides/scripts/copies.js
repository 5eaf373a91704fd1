/* Where the site says what it stores: a button that removes the copies of its pages, and one that
   allows them again. An empty store of its own says that none are wanted; the worker looks for it
   too, so it counts in every tab. */
(() => {
  const place = document.querySelector('.copies')
  for (const made of place.querySelectorAll('button, [role=status]')) made.remove() // in a saved page
  if (location.protocol === 'file:') return
  const refusal = `${siteRoot}none`
  const button = document.createElement('button')
  const status = document.createElement('p')
  button.type = 'button'
  status.setAttribute('role', 'status')

  async function label() {
    const refused = await caches.has(refusal)
    button.textContent = refused ? 'Keep copies on this device' : 'Remove the copies'
  }

  async function remove() {
    await caches.open(refusal)
    for (const name of await caches.keys()) {
      if (name.startsWith(`${siteRoot} `)) await caches.delete(name)
    }
    const kept = await navigator.serviceWorker.getRegistration()
    kept?.unregister() // done only when the worker has nothing left to wait for
    status.textContent = 'The copies are gone, and none are made until you ask for them.'
  }

  async function allow() {
    await caches.delete(refusal)
    status.textContent = 'The next page that you open stores copies again.'
  }

  button.addEventListener('click', async () => {
    try {
      await ((await caches.has(refusal)) ? allow() : remove())
      await label()
    } catch {
      status.textContent = 'Your browser did not allow it. Its own settings can remove what this site stored.'
    }
  })
  // Where the browser stores nothing for this site, there is nothing to remove.
  label().then(() => place.append(button, status), () => {})
})()
