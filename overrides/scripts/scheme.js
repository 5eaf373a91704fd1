// The colour scheme: there before anything is painted, the one chosen last after Back and in other
// tabs. What is chosen is stored only where it differs from the system's.
(() => {
  const key = `${siteRoot} scheme`
  const root = document.documentElement
  const dark = document.getElementById('dark')
  const system = dark.media
  const media = { light: 'not all', dark: 'screen' }
  const isDark = () => matchMedia(dark.media).matches
  const name = () => {
    const button = document.getElementById('scheme')
    if (button) button.setAttribute('aria-label', `Colour scheme: ${isDark() ? 'dark' : 'light'}`)
  }
  const show = (scheme) => {
    dark.media = media[scheme] || system
    name()
  }
  const showStored = () => {
    try {
      show(localStorage.getItem(key))
    } catch {}
  }
  root.classList.remove('no-js')
  showStored()
  addEventListener('storage', showStored)
  addEventListener('pageshow', showStored)
  addEventListener('DOMContentLoaded', () => {
    name()
    document.getElementById('scheme').addEventListener('click', () => {
      const other = isDark() ? 'light' : 'dark'
      const own = (other === 'dark') !== matchMedia(system).matches
      show(own && other)
      try {
        if (own) localStorage.setItem(key, other)
        else localStorage.removeItem(key)
      } catch {}
    })
  })
  matchMedia(system).addEventListener('change', name)
})()
