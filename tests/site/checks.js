// What a promise asks of a page, looked at in the browser. Each check returns lines "rule: element";
// tests call one by its name (see sight.py). Nothing here knows what a page says.

const tag = (node) => {
  const html = node.outerHTML.replace(/\s+/g, ' ')
  return html.length > 160 ? `${html.slice(0, 160)}…` : html
}
const said = (rule, nodes) => nodes.map((node) => `${rule}: ${tag(node)}`)
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const boxes = (node) => [...node.getClientRects()].filter((box) => box.width > 1 && box.height > 1)
const seen = (node) =>
  node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
  boxes(node).some((box) => box.right > 0 && box.bottom + scrollY > 0)
const words = (node) =>
  [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())
const controls = () =>
  all(
    'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], ' +
      'video[controls], [tabindex], [contenteditable]'
  ).filter((node) => node.tabIndex >= 0 && !node.disabled && !node.closest('[inert]'))

// Colours go through a canvas, which knows every notation.
const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
const rgba = (colour) => {
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}
const over = (top, bottom) => [
  ...[0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])), 1,
]
const canvas = () => {
  const probe = document.createElement('div')
  probe.style.backgroundColor = 'Canvas'
  document.documentElement.append(probe)
  const colour = rgba(getComputedStyle(probe).backgroundColor)
  probe.remove()
  return colour
}
const ground = (node) => {
  const layers = []
  for (let at = node; at; at = at.parentElement) {
    layers.push(rgba(getComputedStyle(at).backgroundColor))
    if (layers.at(-1)[3] === 1) break
  }
  return layers.reduceRight((below, layer) => over(layer, below), canvas())
}
// Relative luminance and contrast ratio: WCAG 2.2, "Terms".
const luminance = (colour) => {
  const [red, green, blue] = colour.slice(0, 3).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (top, bottom) => {
  const [dark, bright] = [over(top, bottom), bottom].map(luminance).sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

// Playwright's own way to wait needs eval, which a page's policy forbids.
const until = async (is) => {
  for (let tries = 0; !(await is()); tries++) {
    if (tries > 1500) throw new Error(`never: ${is}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

const setStyle = (css) => {
  // As a script may, whatever the page's policy says.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
}

// What axe-core finds by every rule that has one of the tags, or by the rules that are named.
const axeFaults = async ([tags, rules]) => {
  const values = rules ?? axe.getRules(tags).map(({ ruleId }) => ruleId)
  const options = { runOnly: { type: 'rule', values }, resultTypes: ['violations'] }
  const { violations } = await axe.run(document, options)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 200)} (${help})`)
  )
}

// All that the page has left in the browser but cookies: [where, key, value].
const kept = async () => [
  ...Object.entries({ ...localStorage }).map((entry) => ['localStorage', ...entry]),
  ...Object.entries({ ...sessionStorage }).map((entry) => ['sessionStorage', ...entry]),
  ...(await indexedDB.databases()).map(({ name }) => ['indexedDB', name, '']),
  ...(await caches.keys()).map((name) => ['caches', name, '']),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => ['worker', scope, '']),
]

// Room.

const sideways = () => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  const wide = all('body *').filter(
    (node) => seen(node) && node.getBoundingClientRect().right + scrollX > root.clientWidth + 1
  )
  return said('scrolls sideways', wide.length ? wide.slice(-5) : [root]) // innermost come last
}

const clipped = () => {
  const cuts = (how) => ['hidden', 'clip'].includes(how)
  return said('text is cut off', all('body, body *').filter((node) => {
    if (!(node instanceof HTMLElement) || !seen(node) || !node.innerText.trim()) return false
    if (node.clientWidth <= 1 || node.clientHeight <= 1) return false // for screen readers
    const { overflowX, overflowY } = getComputedStyle(node)
    return (cuts(overflowX) && node.scrollWidth > node.clientWidth + 1) ||
      (cuts(overflowY) && node.scrollHeight > node.clientHeight + 1)
  }))
}

// WCAG 2.5.8 lets a link in running text be as small as the text.
const smallTargets = ({ least = 24, within = 'body' } = {}) => {
  const inline = (node) => getComputedStyle(node).display === 'inline'
  const block = (node) => (inline(node) ? block(node.parentElement) : node)
  const running = (node) => {
    if (!inline(node)) return false
    const texts = document.createTreeWalker(block(node), NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { data, parentElement: line } = texts.currentNode
      if (line.closest('a, button') || !/[\p{L}\p{N}]/u.test(data)) continue
      if (block(line) === block(node)) return true
    }
    return false
  }
  const small = controls().filter((node) => node.closest(within) && seen(node)).filter((node) => {
    const all = [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect())
    const [width, height] = ['width', 'height'].map((side) => Math.max(...all.map((b) => b[side])))
    return Math.min(width, height) < least - 0.5 && !running(node)
  })
  return said(`target below ${least} px`, small)
}

// Follows each link within the page; what it leads to must not lie under what stays in view.
const coveredTargets = async (ids) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const faults = []
  for (const id of ids) {
    location.replace(`#${id}`)
    await painted()
    const node = document.getElementById(decodeURIComponent(id))
    const [box] = boxes(node)
    if (!box) faults.push(node)
    else {
      const hit = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + 2)
      if (!hit || !(node.contains(hit) || hit.contains(node))) faults.push(node)
    }
  }
  return said('where a link leads is covered', faults)
}

// Sight.

const hiddenText = () => {
  // What is closed opens by a press on its summary, which is text too.
  const apart = 'script, style, template, details:not([open]) > :not(summary), .printed, nav#menu'
  const hidden = all('h1, main *').filter((node) => words(node) && !node.closest(apart) && !seen(node))
  return [
    ...said('text is hidden', hidden),
    ...(all('h1').some(seen) ? [] : ['no heading is seen']),
  ]
}

const deadButtons = () => said(
  'does nothing without a script',
  all('button, input, select, [role=button]').filter(seen).filter((node) =>
    !node.matches('[popovertarget], [commandfor]') &&
    !node.closest('form[action], form[method=dialog]')
  )
)

const dark = () => luminance(ground(document.body)) < 0.1
const wrongGround = (scheme) => dark() === (scheme === 'dark') ? [] : [`the ground is not ${scheme}`]

const lostInForcedColours = () => {
  const stands = (node, colour, least) => contrast(rgba(colour), ground(node)) >= least
  const shapes = (node) => all('path, circle, ellipse, rect, line', node)
  const painted = (shape) => {
    const { fill, stroke, fillOpacity } = getComputedStyle(shape)
    return (stroke !== 'none' && stands(shape, stroke, 3)) ||
      (fill !== 'none' && Number(fillOpacity) > 0.5 && stands(shape, fill, 3))
  }
  const shows = (node) => {
    const style = getComputedStyle(node)
    return (node.textContent.trim() && stands(node, style.color, 4.5)) ||
      node.querySelector('img') || shapes(node).some(painted) ||
      (parseFloat(style.borderTopWidth) > 0 &&
        stands(node.parentElement, style.borderTopColor, 3))
  }
  const drawn = (node) => {
    const used = all('use', node).map((use) => document.querySelector(use.getAttribute('href')))
    return [node, ...used].some((part) => part && shapes(part).some(painted))
  }
  return said('lost in forced colours', [
    ...all('a[href], button, summary, .strength, select').filter(seen).filter((n) => !shows(n)),
    ...all('svg[role=img]').filter(seen).filter((node) => !drawn(node)),
  ])
}

// A drawing's stroke, its arrow head and its start dot, or the edge of each, against the skin that
// they lie on.
const faintArrows = (part) => {
  const faults = []
  for (const drawing of all('svg').filter((node) => node.querySelector('.path') && seen(node))) {
    const used = all('use', drawing).map((use) => {
      const copy = document.createElementNS(drawing.namespaceURI, 'g')
      const source = document.querySelector(use.getAttribute('href'))
      copy.append(...source.cloneNode(true).childNodes)
      drawing.append(copy)
      return copy
    })
    const skins = all('.skin', drawing).map((node) => rgba(getComputedStyle(node).fill))
    const marks = all('.path, .head, .dot', drawing).map((node) => {
      const { stroke, fill, filter } = getComputedStyle(node)
      return part === 'edge' ? /rgb[^)]*[)]|$/.exec(filter)[0] || 'transparent' : node.matches('.path') ? stroke : fill
    })
    const faint = marks.some((mark) => skins.some((skin) => contrast(rgba(mark), skin) < 3))
    used.forEach((copy) => copy.remove())
    if (faint) faults.push(drawing)
  }
  return said('an arrow below 3:1', faults)
}

const motion = () => {
  const longest = (times) => Math.max(...times.split(',').map(
    (time) => parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)
  ))
  const moves = (node, pseudo) => {
    const style = getComputedStyle(node, pseudo || null)
    if (pseudo && pseudo !== '::backdrop' && style.content === 'none') return false
    return longest(style.transitionDuration) > 0.01 ||
      (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) ||
      (!pseudo && style.scrollBehavior === 'smooth')
  }
  const nodes = all('html, body, body *')
  return ['', '::before', '::after', '::backdrop'].flatMap((pseudo) =>
    said(`moves${pseudo}`, nodes.filter((node) => moves(node, pseudo)))
  )
}

const shifts = async () => {
  // A shift is told when the frame after it has been drawn.
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame)
  const found = await new Promise((done) => {
    const observer = new PerformanceObserver((list) => done(list.getEntriesByType('layout-shift')))
    observer.observe({ type: 'layout-shift', buffered: true })
    observer.observe({ type: 'navigation', buffered: true }) // there is always one, so it is called
  })
  return found.filter(({ hadRecentInput }) => !hadRecentInput).flatMap(({ value, sources }) =>
    said(`the layout shifts by ${value.toFixed(3)}`, sources.map(({ node }) => node ?? document.body))
  )
}

// The keyboard. A walk notes each stop when the next press of Tab begins: all that the stop before
// has set off, scrolling too, has come to its end then.

const PARTS = ['start', 'header', 'nav#menu', 'main', 'footer']

const beginWalk = () => {
  scrollTo(0, 0)
  const stops = controls().filter(seen).filter((node) =>
    node.type !== 'radio' || node.checked ||
    !document.querySelector(`input[type=radio][name="${node.name}"]:checked`)
  )
  const places = new Map(stops.map((node) => {
    const [box] = boxes(node)
    return [node, { left: box.left, right: box.right, top: box.top, bottom: box.bottom }]
  }))
  window.walk = { stops, places, met: [], note: () => walk.met.push(stop()) }
  addEventListener('keydown', (event) => event.key === 'Tab' && walk.note(), { capture: true })
  return stops.length
}

const stop = () => {
  const node = document.activeElement
  if (!node || [document.body, document.documentElement].includes(node)) return null
  const [label] = node.labels ?? []
  const target = seen(node) ? node : label && seen(label) ? label : null
  const part = ['nav#menu', 'dialog', 'footer', 'main', 'header'].find((name) => node.closest(name))
  return { node, part: part ?? 'start', faults: target ? focusFaults(target) : ['invisible focus'] }
}

const focusFaults = (target) => {
  const faults = []
  const box = target.getBoundingClientRect()
  if (box.top < -1 || box.left < -1 ||
    (box.bottom > innerHeight + 1 && box.height < innerHeight) ||
    (box.right > innerWidth + 1 && box.width < innerWidth)) faults.push('focus outside the window')
  const [first] = boxes(target) // a link over two lines has nothing at its middle
  const hit = document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2)
  const label = target.labels?.[0]
  if (!hit || !(target.contains(hit) || hit.contains(target) || label?.contains(hit)))
    faults.push('focus on what is covered')
  // The ring as its computed outline has it: the same on every machine, which pixels are not.
  const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(target)
  const [width, offset] = [outlineWidth, outlineOffset].map(parseFloat)
  const ratio = contrast(rgba(outlineColor), ground(offset < 0 ? target : target.parentElement))
  if (['none', 'auto', 'hidden'].includes(outlineStyle) || width < 2)
    return [...faults, 'no focus ring of 2 px']
  if (ratio < 3) faults.push(`focus ring below 3:1 (${ratio.toFixed(2)})`)
  for (let at = target.parentElement; at && at !== document.body; at = at.parentElement) {
    const frame = at.getBoundingClientRect()
    if (getComputedStyle(at).overflowY !== 'visible' && at.parentElement &&
      box.top - width - offset < frame.top - 1 && box.bottom + width + offset > frame.bottom + 1)
      faults.push('focus ring cut off')
  }
  return faults
}

const endWalk = ({ back, within }) => {
  walk.note()
  const { stops, places } = walk
  const met = walk.met.slice(1) // the first press began before any stop
  const faults = []
  let end = met.findIndex((at, i) => !at || (i && at.node === met[0].node))
  const trap = met.findIndex((at, i) => at && i && met.slice(0, i).some((b) => b?.node === at.node))
  if (trap > 0 && (end < 0 || trap < end)) {
    faults.push(...said('focus is trapped', [met[trap].node]))
    end = trap
  } else if (end < 0) faults.push('focus is trapped: Tab finds no end')
  const order = met.slice(0, end < 0 ? undefined : end)
  for (const { node, faults: found } of order) faults.push(...found.flatMap((f) => said(f, [node])))
  if (back) order.reverse()
  order.slice(1).forEach(({ node, part }, i) => {
    const before = order[i]
    const [one, two] = [before, { node }].map((at) => places.get(at.node))
    const ranks = [before.part, part].map((name) => PARTS.indexOf(name))
    // What has opened stands between its button and what follows that.
    if (within === 'body' && ranks[1] >= 0 && ranks[1] < ranks[0])
      faults.push(...said(`${part} after ${before.part}`, [node]))
    else if (part === before.part && one && two) {
      const overlap = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
      const beside = overlap > Math.min(one.bottom - one.top, two.bottom - two.top) / 2
      if (two.bottom <= one.top + 1 || (beside && two.right <= one.left + 1))
        faults.push(...said('focus goes back', [node]))
    }
  })
  const missed = stops.filter((node) => node.closest(within) && !order.some((at) => at.node === node))
  return [...faults, ...said('Tab does not reach', missed)]
}
