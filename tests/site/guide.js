// What the guide did, and what a reader can see of it: for test_guide.py, before the page's scripts.

window.spoken = [] // by the status
window.marks = []
const replace = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true })
replace('vibrate', () => marks.push('vibration'))
// As a phone has it.
const matchQuery = window.matchMedia.bind(window)
window.matchMedia = (query) => (query === '(any-pointer: coarse)' ? { matches: !window.mouse } : matchQuery(query))
const { start } = AudioScheduledSourceNode.prototype
AudioScheduledSourceNode.prototype.start = function () {
  marks.push('sound')
  start.call(this)
}

// Each lock of the screen comes after a second.
window.locks = []
window.held = () => locks.filter(({ released }) => !released).length
const request = () => new Promise((grant) => setTimeout(() => {
  const lock = { released: false, release: async () => { lock.released = true } }
  locks.push(lock)
  grant(lock)
}, 1000))
replace('wakeLock', { request })

addEventListener('DOMContentLoaded', () => {
  const status = document.querySelector('.guide [role=status]')
  new MutationObserver(() => spoken.push(status.textContent)).observe(status, { childList: true })
})

// The parts that are covered, cut, out of view, or buttons too small for a finger.
window.lost = (parts) => [...document.querySelectorAll(parts)].filter((part) => {
  const words = document.createRange()
  words.selectNodeContents(part)
  const { width, height } = part.getBoundingClientRect()
  const isButton = part.tagName === 'BUTTON'
  const boxes = [...words.getClientRects(), ...(isButton ? part.getClientRects() : [])]
  return !boxes.length || part.scrollWidth > part.clientWidth || (isButton && Math.min(width, height) < 44) ||
    boxes.some(({ left, right, top, bottom }) => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      const edges = [[left + 1, y], [right - 1, y], [x, top + 1], [x, bottom - 1]]
      return edges.some((point) => !part.contains(document.elementFromPoint(...point)))
    })
}).map((part) => part.textContent)

const box = (part) => document.querySelector(part).getBoundingClientRect()
window.stepTop = () => box('li[aria-current=step]').top
window.stripBottom = () => box('.guide-strip').bottom

// The controls that the strip covers when they have focus; those in closed details have no place.
window.covered = () => [...document.querySelectorAll('main :is(a, select, input):not(.guide-strip *)')].filter((node) => {
  node.focus()
  return node.getClientRects()[0]?.top < stripBottom()
}).map((node) => node.outerHTML)
