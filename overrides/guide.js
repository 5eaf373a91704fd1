/* The guide: keeps the time of the routine's steps. The list of steps is all there without it. */
(() => {
  'use strict'

  const list = document.querySelector('.steps ol')
  if (!list) return
  const steps = [...list.children].map((item) => ({
    item,
    name: item.querySelector('strong').textContent,
    seconds: Number(/(\d+)\s+seconds/.exec(item.textContent)?.[1] ?? 45),
  }))

  const minutes = Math.round(steps.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
  const invitation = `${steps.length} steps, ${minutes} minutes`

  let current = 0
  let elapsed = 0 // milliseconds of this step, up to when it was last started
  let startedAt = null // when it was last started; null while it pauses
  let ticker = null
  let wakeLock = null

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
    node.append(...children)
    return node
  }
  const button = (text, action) => {
    const node = make('button', { type: 'button' }, text)
    node.addEventListener('click', action)
    return node
  }

  const status = make('p', { role: 'status', class: 'guide-step' })
  const timer = make('p', { role: 'timer', class: 'guide-time' })
  const startButton = button('Start', () => (startedAt === null ? start() : pause()))
  const auto = make('input', { type: 'checkbox' })
  const pace = make(
    'select',
    {},
    ...[['1.5', 'slower'], ['1', 'as written'], ['0.75', 'faster']].map(([factor, text]) =>
      make('option', factor === '1' ? { value: factor, selected: '' } : { value: factor }, text)
    )
  )
  const nextButton = button('Next', () => go(current + 1))
  const guide = make(
    'div',
    { class: 'guide', role: 'group', 'aria-label': 'Guide through the steps' },
    status,
    timer,
    make(
      'div',
      { class: 'guide-buttons' },
      startButton,
      button('Back', () => go(current - 1)),
      nextButton,
      button('Stop', stop)
    ),
    make(
      'div',
      { class: 'guide-settings' },
      make('label', {}, auto, ' Go on by itself'),
      make('label', {}, 'Pace ', pace)
    )
  )

  const length = () => steps[current].seconds * 1000 * Number(pace.value)
  // From the clock, not from ticks: a browser that sleeps tells fewer of them.
  const spent = () => elapsed + (startedAt === null ? 0 : Date.now() - startedAt)

  function show() {
    const left = Math.max(0, Math.ceil((length() - spent()) / 1000))
    timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    startButton.textContent = startedAt === null ? 'Start' : 'Pause'
    nextButton.classList.toggle('due', left === 0) // the step is over: go on
  }

  // Speaks only when the step changes: the same text again would be spoken again.
  function say(text) {
    if (status.textContent !== text) status.textContent = text
  }

  function mark(step) {
    steps.forEach(({ item }, index) => {
      if (index === step) item.setAttribute('aria-current', 'step')
      else item.removeAttribute('aria-current')
    })
  }

  function tick() {
    if (spent() >= length()) {
      if (!auto.checked) {
        elapsed = length()
        rest()
      } else if (current + 1 < steps.length) {
        go(current + 1)
      } else {
        finish()
      }
    }
    show()
  }

  function start() {
    if (spent() >= length()) elapsed = 0
    startedAt = Date.now()
    ticker = setInterval(tick, 200)
    stayAwake()
    announce()
    show()
  }

  function rest() {
    startedAt = null
    clearInterval(ticker)
    wakeLock?.release().catch(() => {})
    wakeLock = null
  }

  function pause() {
    elapsed = spent()
    rest()
    show()
  }

  function announce() {
    const { item, name } = steps[current]
    say(`Step ${current + 1} of ${steps.length}: ${name}`)
    mark(current)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    item.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
  }

  function go(step) {
    if (step >= steps.length) {
      finish()
      return
    }
    const waits = startedAt === null && spent() >= length() // at its end, for the way on
    current = Math.max(0, step)
    elapsed = 0
    if (waits) {
      start()
      return
    }
    if (startedAt !== null) startedAt = Date.now()
    announce()
    show()
  }

  function reset() {
    rest()
    current = 0
    elapsed = 0
    mark(-1)
    show()
  }

  function stop() {
    reset()
    say(invitation)
  }

  function finish() {
    reset()
    timer.textContent = ''
    say('Done. Rest a moment.')
  }

  async function stayAwake() {
    try {
      wakeLock = await navigator.wakeLock?.request('screen')
      if (startedAt === null) wakeLock?.release()
    } catch {
      // The screen may go dark then; the time is kept all the same.
    }
  }
  document.addEventListener('visibilitychange', () => {
    if (startedAt !== null && document.visibilityState === 'visible') stayAwake()
  })
  pace.addEventListener('change', show)

  say(invitation)
  show()
  list.before(guide)
})()
