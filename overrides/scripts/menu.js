// The menu closes when one tabs on past its end, and is closed after Back.
(() => {
  const menu = document.getElementById('menu')
  if (!menu.hidePopover) return
  menu.addEventListener('focusout', ({ relatedTarget: to }) => {
    if (to && !menu.contains(to)) menu.hidePopover()
  })
  addEventListener('pageshow', () => menu.hidePopover())
})()
