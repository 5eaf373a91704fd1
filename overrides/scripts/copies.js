/* Where the site says what it stores: a button that removes the copies of its pages, and one that
   allows them again. */
(() => {
  const place = document.querySelector('.copies')
  if (!place || !navigator.serviceWorker) return
  const button = document.createElement('button')
  const status = document.createElement('p')
  const refused = () => localStorage.getItem('copies') === 'no'
  const label = () => {
    button.textContent = refused() ? 'Keep copies on this device' : 'Remove the copies'
  }
  button.type = 'button'
  status.setAttribute('role', 'status')

  async function remove() {
    localStorage.setItem('copies', 'no')
    const kept = await navigator.serviceWorker.getRegistration()
    await kept?.unregister()
    for (const name of await caches.keys()) {
      if (kept && name.startsWith(`${kept.scope} `)) await caches.delete(name)
    }
    status.textContent = 'The copies are gone, and none are made until you ask for them.'
  }

  function allow() {
    localStorage.removeItem('copies')
    status.textContent = 'The next page that you open stores copies again.'
  }

  button.addEventListener('click', async () => {
    try {
      await (refused() ? allow() : remove())
      label()
    } catch {
      status.textContent = 'Your browser did not allow it. Its own settings can remove what this site stored.'
    }
  })
  try {
    label()
    place.append(button, status)
  } catch {} // the browser stores nothing for this site, so there is nothing to remove
})()
