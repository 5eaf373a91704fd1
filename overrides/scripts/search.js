/* The search, which partials/search.html starts once this script and its index have come. It is written
   for the oldest engines that the search is for: no module, no `await` outside a function, no `||=`. */

// Returns what the Return key does.
function startSearch(dialog, close, index, root) {
  const input = dialog.querySelector('input')
  const status = dialog.querySelector('[role=status]')
  const advice = dialog.querySelector('.search-advice')
  const list = dialog.querySelector('ol')

  const SHOWN = 20
  const TYPED = 24 // the words of a query that are looked at
  const ENOUGH = 0.5 // a place must have more of a query than that, by how much its words say
  const FEW = 3 // places
  const RISK = 1 / 40 // a word on no more of all places is enough for a warning
  const PAUSE = 800 // milliseconds without a key, until it is said what was found
  // How much a word counts by the kind of place, and how much more in its title.
  const KINDS = { warning: 5, safety: 4, research: 3, page: 2, study: 1, list: 0.5 }
  const TITLE = 3
  const FIRST = 1.1 // what an entry begins with says what it is about
  const WORD = /([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*)/gu
  const ENDING =
    /^(.{4,}?)(?:ly|i?ty|ety|i?ous|ness|ment|at(?:e|ion)?|ion|[ae]nt|[ae]nc(?:e|y|ie)|age|en|est|ize?|ive|ic|al|ful)$/

  // One spelling: small letters, no accents, American where British differs.
  const spell = (word) =>
    word
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/[ao]e/g, 'e')
      .replace(/(..)our/, '$1or')
      .replace(/([iy])s(?=[aei])/g, '$1z')
      .replace(/([bt])re(?=s?$)/, '$1er')
      .replace(/mme(?=s?$)/, 'm')

  const words = (text) => (text.match(WORD) ?? []).map(spell)

  // A word without its endings: "infections" and "infected" are one.
  const stems = new Map()
  function stem(word) {
    if (!stems.has(word)) {
      let cut = word.replace(/^(.{2,}[^su])s$/, '$1').replace(/^(.{3,}?)(?:ing|ed)$/, '$1')
      cut = cut.replace(/^(.{3,}[^b])er$/, '$1') // not number
      for (let pass = 0; pass < 3; pass++) cut = cut.replace(ENDING, '$1')
      stems.set(word, cut.replace(/^(.{3,}?)[eiy]+$/, '$1').replace(/(.)\1/g, '$1'))
    }
    return stems.get(word)
  }

  const begins = (typed, word) => typed.length > 2 && word.startsWith(typed)

  // One letter (not the first) missing, added, changed or swapped.
  function slips(typed, word) {
    if (typed[0] !== word[0] || Math.min(typed.length, word.length) < 6) return false
    let at = 1
    while (at < typed.length && typed[at] === word[at]) at++
    const [a, b] = [typed.slice(at), word.slice(at)]
    const [a1, b1] = [a.slice(1), b.slice(1)]
    return a1 === b1 || a1 === b || a === b1 || (a[0] + b[0] === b[1] + a[1] && a.slice(2) === b.slice(2))
  }

  // How well a word stands for another. One that is still being typed may go on.
  function likeness(typed, word, goesOn) {
    if (stem(typed) === stem(word)) return 1
    if (goesOn && begins(typed, word)) return 0.6 * (typed.length / word.length)
    return slips(typed, word) ? 0.4 : 0
  }

  // What must be there together: an entry's title and one of its blocks, a paragraph or a list item.
  const blocks = index.entries.flatMap((entry) => {
    const { url = '', page, title, text = '' } = entry
    const titleWords = words(url.includes('#') ? title : `${page} ${title}`)
    return text.split('\n').map((block, at) => ({
      entry,
      weight: KINDS[entry.kind] * (at ? 1 : FIRST),
      title: new Set(titleWords),
      text: new Set(words(block)),
      all: ` ${[...titleWords, ...words(block)].join(' ')} `,
    }))
  })
  const foreign = new Set(words(index.foreign || ''))
  const ignored = new Set(words(index.ignore).map(stem))
  const everyday = Object.entries(index.words).map(([key, value]) => ({
    key: words(key),
    ways: value ? value.split(',').map(words) : [], // without any it is one thing
  }))
  const vocabulary = new Set([
    ...blocks.flatMap(({ title, text }) => [...title, ...text]),
    ...everyday.flatMap(({ key }) => key),
  ])

  // The known words that one stands for: the most alike, and their kin.
  function matches(typed, goesOn) {
    const found = [...vocabulary].map((word) => [word, likeness(typed, word, goesOn)])
    const best = Math.max(...found.map(([, like]) => like))
    const kin = new Set(found.flatMap(([word, like]) => (like && like === best ? stem(word) : [])))
    return new Map(found.flatMap(([word]) => (kin.has(stem(word)) ? [[word, best]] : [])))
  }

  // What is looked for: each word or phrase that counts, with the ways to say it.
  function wanted(query) {
    const typed = [...new Set(words(query))].slice(0, TYPED)
    const accented = new Set((query.match(WORD) || []).filter((word) => /[^\x00-\x7f’]/.test(word)).map(spell))
    const goesOn = /\S$/.test(query)
    const likes = typed.map((word, at) => matches(word, goesOn && at === typed.length - 1))
    if (goesOn && /^[a-z]{1,2}$/.test(typed[typed.length - 1]) && !likes[typed.length - 1].size) {
      typed.pop() // only just begun
      likes.pop()
    }
    const concepts = []
    while (typed.length) {
      const keys = everyday.filter(({ key }) => key.every((word, at) => likes[at] && likes[at].has(word)))
      const length = Math.max(1, ...keys.map(({ key }) => key.length))
      const ways = keys.flatMap(({ key, ways }) => (key.length === length ? ways : []))
      const said = typed.splice(0, length)
      concepts.push({
        said: said.join(' '),
        accented: said.some((word) => accented.has(word)),
        ways: [likes.splice(0, length), ...ways.map((way) => way.map((word) => matches(word)))],
        one: keys.some(({ key, ways }) => key.length === length && !ways.length) && ` ${said.join(' ')} `,
        rank: said.some((word) => !ignored.has(stem(word))) ? 2 : Math.min(keys.length, 1),
      })
    }
    const top = Math.max(...concepts.map(({ rank }) => rank))
    return concepts.filter(({ rank }) => rank === top)
  }

  // How well a block fits: it must have each part of one of the ways, or what is one thing as it was said.
  function fit(block, { ways, one }) {
    if (one) return Number(block.all.includes(one))
    const has = (word) => (block.title.has(word) ? TITLE : Number(block.text.has(word)))
    const part = (like) => Math.max(0, ...[...like].map(([word, how]) => how * has(word)))
    return Math.max(...ways.map((parts) => Math.min(...parts.map(part))))
  }

  // The entries, the best first, each with the concepts that it has; and which of these are on any page.
  function find(concepts) {
    const rows = concepts.map((concept) => blocks.map((block) => fit(block, concept)))
    const places = rows.map((row) => new Set(blocks.flatMap(({ entry }, b) => (row[b] ? [entry] : []))).size)
    // What is on few places says much; what is on none, as much as if it were on a few.
    const rare = places.map((count) => Math.log(1 + index.entries.length / Math.max(FEW, count)))
    const sum = (counts) => rare.reduce((total, says, r) => total + says * counts[r], 0)
    const best = new Map()
    blocks.forEach(({ entry, weight }, b) => {
      const has = rows.map((row) => row[b] > 0)
      const kind = KINDS[entry.kind]
      const share = sum(has) / sum(places.map(() => 1))
      const warns = kind >= KINDS.safety && has.some((it, c) => it && places[c] <= RISK * index.entries.length)
      if (share <= ENOUGH && !warns) return
      // Having all of words that don't count, such as "is this", says nothing.
      const whole = has.every(Boolean) && concepts[0].rank > 0 && kind > KINDS.study
      const worth = sum(rows.map((row) => row[b])) * share * weight
      const known = best.get(entry)
      if (!known || known.whole < whole || (known.whole === whole && known.worth < worth)) {
        best.set(entry, { entry, has, whole, worth })
      }
    })
    const found = [...best.values()]
    found.sort((one, other) => other.whole - one.whole || other.worth - one.worth)
    return [found, places.map(Boolean)]
  }

  // The sentence that has most of the words, which are marked.
  function excerpt(text, marked) {
    const has = (piece) => new Set(words(piece).filter((word) => marked.has(word))).size
    const pieces = text.replace(/(.{30}[.!?]) (?=\p{Lu})/gu, '$1\n').split('\n')
    const best = pieces.reduce((one, other) => (has(other) > has(one) ? other : one))
    return best
      .split(WORD)
      .map((piece) => (marked.has(spell(piece)) ? element('mark', {}, piece) : piece))
  }

  function element(name, attributes, ...content) {
    const made = Object.assign(document.createElement(name), attributes)
    made.append(...content)
    return made
  }

  function result({ url = '', page, title, text = '', answer, strength }, marked) {
    const link = element(
      'a',
      { href: root + url },
      element('span', { className: 'search-title' }, title),
      ' ',
      answer ? `${answer} ` : '',
      document.createRange().createContextualFragment(strength ? `${strength} ` : ''),
      element('span', { className: 'search-page' }, page)
    )
    return element('li', {}, link, text && element('p', {}, ...excerpt(text, marked)))
  }

  const quoted = (concepts) => concepts.map(({ said }) => `“${said}”`).join(', ')

  // What is said of what was found.
  function summary(query, concepts, found, known) {
    if (!concepts.length) return query.trim() && 'Type a word to look for.'
    const unknown = concepts.filter((_, c) => !known[c])
    const strange = unknown.some(({ said, accented }) => accented || foreign.has(said))
    const english = strange ? 'This site is in English: try English words.' : ''
    if (!found.length) {
      if (unknown.length === concepts.length) return english || 'Nothing found: this site does not cover that.'
      if (!unknown.length) return 'No place here has enough of these words: try fewer.'
      return `Nothing here about ${quoted(unknown)}: try the other words alone. ${english}`.trim()
    }
    const places = `${found.length} ${found.length > 1 ? 'places' : 'place'} found.`
    const lacks = concepts.filter((_, c) => known[c] && !found[0].has[c])
    return [
      places,
      unknown.length && `Nothing here about ${quoted(unknown)}.`,
      lacks.length && `The first says nothing about ${quoted(lacks)}.`,
      english,
    ].filter(Boolean).join(' ')
  }

  let pause, speak
  function search() {
    const query = input.value
    const concepts = wanted(query)
    const [found, known] = concepts.length ? find(concepts) : [[], []]
    const marked = new Set(
      concepts.flatMap(({ ways }) => ways.flat().flatMap((like) => [...like.keys()]))
    )
    list.replaceChildren(...found.slice(0, SHOWN).map(({ entry }) => result(entry, marked)))
    status.textContent = ''
    advice.hidden = true
    clearTimeout(pause)
    speak = () => {
      clearTimeout(pause)
      status.textContent = summary(query, concepts, found, known)
      advice.hidden = !concepts.length || (found.length > 0 && known.every(Boolean))
      keep(query)
    }
    pause = setTimeout(speak, PAUSE)
  }

  // The address holds the query, so that Back and a shared link bring it again. No step of the history is added.
  function keep(query) {
    const here = new URL(location.href)
    if (query.trim()) here.searchParams.set('q', query)
    else here.searchParams.delete('q')
    if (here.href !== location.href) history.replaceState(history.state, '', here)
  }

  let following
  input.addEventListener('input', search)
  addEventListener('pageshow', search)
  list.addEventListener('click', (event) => {
    if (!event.target.closest('a') || event.ctrlKey || event.metaKey || event.shiftKey) return
    speak()
    following = true
    close()
  })
  // Closed, the search leaves the address as it was; but Back from a result leads to its query.
  dialog.addEventListener('close', () => {
    clearTimeout(pause)
    if (!following) keep('')
    following = false
  })
  dialog.addEventListener('keydown', (event) => {
    // While a character is being composed, all keys are for that.
    if (event.isComposing || event.keyCode === 229) {
      if (event.key === 'Enter') event.preventDefault()
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const stops = [input, ...list.querySelectorAll('a')]
    const next = step && stops[stops.indexOf(document.activeElement) + step]
    if (next) next.focus()
    // In a search field Escape would first empty it.
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  search()

  // What Return does: the first result opens, or it is said that there is none.
  return () => {
    speak()
    const first = list.querySelector('a')
    if (first) first.click()
  }
}
