/* The guide keeps the time of the routine's steps. Without it the list is all there. */
(() => {
  const list = document.querySelector('.steps ol')
  if (!list) return
  // A saved page holds what this made, and runs it again.
  document.querySelector('.guide')?.remove()
  document.documentElement.classList.remove('guided')
  list.querySelector('[aria-current]')?.removeAttribute('aria-current')
  const steps = [...list.children].map((item) => ({
    item,
    name: (item.querySelector('strong') || item).textContent,
    seconds: Number(/(\d+)\s+seconds/.exec(item.textContent)?.[1] ?? 45),
  }))
  const minutes = steps.reduce((sum, { seconds }) => sum + seconds / 60, 0).toFixed()
  const invitation = `${steps.length} steps, ${minutes} minutes`

  list.insertAdjacentHTML('beforebegin', `
<div class="guide" role="group" aria-label="Guide">
  <div class="guide-strip">
    <p role="status"></p>
    <p role="timer" translate="no"></p>
    <div><button></button><button>Back</button><button>Next</button><button>Stop</button></div>
    <div><label><input type="checkbox"> Sound</label> <label><input type="checkbox"> Vibrate</label></div>
  </div>
  <label><input type="checkbox"> Go on by itself</label>
  <label>Pace <select>
    <option value="1.5">slower
    <option value="1" selected>as written
    <option value="0.75">faster
  </select></label>
</div>`)
  const guide = list.previousElementSibling
  const strip = guide.firstElementChild
  const [status, timer] = strip.children
  const buttons = guide.querySelectorAll('button')
  const [sound, vibrate, auto] = guide.querySelectorAll('input')
  const pace = guide.querySelector('select')

  let current = 0
  let startedAt = 0 // when it last started; 0 while it pauses
  let elapsed = 0 // milliseconds of this step before that
  let ticker, audio, lock
  let locking = Promise.resolve()

  const length = () => steps[current].seconds * 1000 * pace.value
  // From the clock, not from ticks: a browser that sleeps tells fewer of them.
  const spent = () => elapsed + (startedAt ? Date.now() - startedAt : 0)
  const isOver = () => spent() >= length()

  // Only what changes is written: the same again would be spoken again, or undo a translation.
  function write(node, text) {
    if (node.written === text) return false
    node.textContent = node.written = text
    return true
  }

  function show() {
    const left = Math.max(0, Math.ceil((length() - spent()) / 1000))
    write(timer, `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)
    write(buttons[0], startedAt ? 'Pause' : 'Start')
    buttons[2].classList.toggle('due', isOver())
  }

  // For closed eyes: higher when a step begins, lower when its time is over.
  function signal(pitch) {
    if (vibrate.checked) navigator.vibrate(200)
    if (!sound.checked) return
    audio ||= new AudioContext()
    audio.resume()
    const tone = new OscillatorNode(audio, { frequency: pitch })
    tone.connect(new GainNode(audio, { gain: 0.2 })).connect(audio.destination)
    tone.start()
    tone.stop(audio.currentTime + 0.2)
  }

  const unmark = () => list.querySelector('[aria-current]')?.removeAttribute('aria-current')

  // From Start to Stop the strip lies over the page, which leaves room for it.
  const { classList, style } = document.documentElement
  const makeRoom = () => style.setProperty('--strip', `${strip.offsetHeight}px`)
  function bringUp() {
    makeRoom()
    steps[current].item.scrollIntoView()
  }

  function announce() {
    const { item, name } = steps[current]
    if (write(status, `Step ${current + 1} of ${steps.length}: ${name}`)) signal(880)
    unmark()
    item.setAttribute('aria-current', 'step')
    show()
    classList.add('guided')
    bringUp()
  }

  function tick() {
    if (!isOver()) {
      show()
    } else if (auto.checked) {
      go(current + 1)
    } else {
      pause()
      const room = strip.offsetHeight
      write(status, `Step ${current + 1} of ${steps.length}: time is up`)
      if (strip.offsetHeight !== room) bringUp() // the words took another line
      signal(440)
    }
  }

  function start() {
    if (isOver()) elapsed = 0
    startedAt = Date.now()
    clearInterval(ticker)
    ticker = setInterval(tick, 200)
    stayAwake()
    announce()
  }

  function pause() {
    elapsed = spent()
    startedAt = 0
    clearInterval(ticker)
    stayAwake()
    show()
  }

  function go(step) {
    if (step === steps.length) {
      end('All steps done')
      signal(440)
      return
    }
    const goesOn = startedAt || isOver() // over, it waits for the way on
    current = Math.max(0, step)
    elapsed = 0
    if (goesOn) start()
    else announce()
  }

  function end(text) {
    pause()
    current = elapsed = 0
    unmark()
    show()
    write(status, text)
  }

  // The screen stays on while the time runs. One at a time: each finds what the last one left.
  function stayAwake() {
    locking = locking.then(async () => {
      if (!startedAt) await lock?.release()
      else if (!lock || lock.released) lock = await navigator.wakeLock?.request('screen')
    }).catch(() => {}) // the screen may go dark then; the time is kept all the same
  }

  const actions = [
    () => (startedAt ? pause() : start()),
    () => go(current - 1),
    () => go(current + 1),
    () => {
      end(invitation)
      classList.remove('guided')
      guide.scrollIntoView()
    },
  ]
  buttons.forEach((button, i) => button.addEventListener('click', actions[i]))
  guide.addEventListener('change', ({ target }) => {
    show()
    if (target.checked && target !== auto) signal(880) // a sample
  })
  if (!window.AudioContext) sound.parentNode.remove()
  // Desktop browsers know the call, and have no motor.
  if (!navigator.vibrate || !matchMedia('(any-pointer: coarse)').matches) vibrate.parentNode.remove()
  document.addEventListener('visibilitychange', stayAwake) // out of sight a page loses its lock
  new ResizeObserver(makeRoom).observe(strip)
  write(status, invitation)
  show()
})()
