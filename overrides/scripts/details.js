/* Opens what a link leads into, and all of it for printing. Without script the line itself opens. */
(() => {
  const open = () => {
    const target = document.getElementById(location.hash.slice(1))
    const details = target && target.closest('details')
    if (details) details.open = true
  }
  let opened = []
  addEventListener('hashchange', open)
  addEventListener('click', ({ target }) => target.closest('a') && setTimeout(open))
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')]
    for (const details of opened) details.open = true
  })
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
  })
  open()
})()
