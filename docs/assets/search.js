/* The search. Loaded with the first sign that it is wanted. Without its index the import fails, and
   the page that asked tries again (partials/search.html). */

const again = import.meta.url.includes('?') // a broken copy may be in the browser's cache
const root = new URL('../', import.meta.url)
const file = await fetch(new URL('search.json', root), { cache: again ? 'reload' : 'default' })
const index = await file.json()

const dialog = document.getElementById('search')
const input = dialog.querySelector('input')
const status = dialog.querySelector('[role=status]')
const advice = dialog.querySelector('.search-advice')
const list = dialog.querySelector('ol')

const SHOWN = 20
const LENGTH = 180 // of an excerpt, about, in characters
const TYPED = 24 // words of a query that are looked at
const KINDS = { safety: 4, research: 3, page: 2, study: 1, list: 0.5 }
const TITLE = 3 // how much more a word counts there than in the text
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu

// One spelling: small letters, no accents, American endings for British ones.
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

const ENDING =
  /^(.{4,}?)(?:ly|ty|ity|ety|i?ous|ness|ment|at|ate|ation|ion|[ae]nt|[ae]nc(?:e|y|ie)|age|er|en|est|iz|ize|ive|ic|al|ful)$/

// A word without its endings: "infections" and "infected" are one.
const stems = new Map()
function stem(word) {
  if (!stems.has(word)) {
    let cut = word.replace(/^(.{2,}[^su])s$/, '$1').replace(/^(.{3,}?)(?:ing|ed)$/, '$1')
    for (let pass = 0; pass < 3; pass++) cut = cut.replace(ENDING, '$1')
    stems.set(word, cut.replace(/^(.{3,}?)[eiy]+$/, '$1').replace(/(.)\1/g, '$1'))
  }
  return stems.get(word)
}

// Whether one letter is missing, added, changed or swapped with the next; never the first.
function slip(one, other) {
  if (one[0] !== other[0] || Math.min(one.length, other.length) < 5) return false
  let at = 1
  while (at < one.length && one[at] === other[at]) at++
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}

const begins = (typed, word) =>
  typed.length > 2 && typed.length * 2 >= word.length && word.startsWith(typed)

// How well a word that was typed stands for another: 0 is not at all.
const likeness = (typed, word) =>
  stem(typed) === stem(word) ? 1 : begins(typed, word) ? 0.6 : slip(typed, word) ? 0.4 : 0

function count(text) {
  const counts = new Map()
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const entries = index.entries.map((entry) => ({
  ...entry,
  titleWords: count(entry.url.includes('#') ? entry.title : `${entry.page} ${entry.title}`),
  textWords: count(entry.text ?? ''),
}))
const vocabulary = new Set(entries.flatMap((e) => [...e.titleWords.keys(), ...e.textWords.keys()]))
const ignored = new Set(words(index.ignore))
const everyday = Object.entries(index.words).map(([key, value]) => ({
  key: words(key),
  ways: value ? value.split(',').map(words) : [],
}))

// The site's words that one stands for, each with its likeness: only the best kind is taken.
function matches(typed) {
  const found = [...vocabulary].map((word) => [word, likeness(typed, word)])
  const best = Math.max(...found.map(([, like]) => like))
  return new Map(best ? found.filter(([, like]) => like === best) : [])
}

// What is looked for: each word that counts, with the other ways to say it.
function wanted(query) {
  const typed = [...new Set(words(query))].slice(0, TYPED)
  const concepts = []
  for (let at = 0; at < typed.length; ) {
    const own = matches(typed[at])
    const like = Math.max(0, ...own.values())
    const fits = ({ key }) => {
      const alike = Math.min(...key.map((word, i) => likeness(typed[at + i] ?? '', word)))
      return alike === 1 || alike > like
    }
    const found = everyday.filter(fits).sort((a, b) => b.key.length - a.key.length)
    const said = typed.slice(at, at + (found[0]?.key.length ?? 1))
    const ways = [{ worth: 1, parts: said.map(matches) }]
    for (const { key, ways: others } of found) {
      if (key.length < said.length) continue
      for (const other of others) ways.push({ worth: 0.9, parts: other.map(matches) })
    }
    concepts.push({ said: said.join(' '), ways, counts: !!found.length || !ignored.has(said[0]) })
    at += said.length
  }
  const counting = concepts.filter(({ counts }) => counts)
  return counting.length ? counting : concepts
}

// How well an entry answers to one of them: all parts of one of its ways must be there.
function fit(entry, { ways }) {
  const part = (like) => {
    let best = 0
    for (const [word, how] of like) {
      const often = entry.textWords.get(word)
      if (often) best = Math.max(best, how * (1 + Math.min(often, 5) / 10))
      if (entry.titleWords.has(word)) best = Math.max(best, how * TITLE)
    }
    return best
  }
  return Math.max(...ways.map(({ worth, parts }) => worth * Math.min(...parts.map(part))))
}

// The entries that have most of what is wanted, the best first, and what none of them has.
function find(concepts) {
  const fits = concepts.map((concept) => entries.map((entry) => fit(entry, concept)))
  const rare = fits.map((row) => Math.log(1 + entries.length / row.filter(Boolean).length))
  const known = rare.filter(Number.isFinite).length
  const found = entries
    .map((entry, e) => ({
      entry,
      has: fits.filter((row) => row[e]).length,
      worth: fits.reduce((sum, row, c) => sum + (row[e] && row[e] * rare[c]), 0) * KINDS[entry.kind],
    }))
    .filter(({ has }) => has && has * 2 >= known)
    .sort((one, other) => other.has - one.has || other.worth - one.worth)
  return [found.map(({ entry }) => entry), concepts.filter((_, c) => !Number.isFinite(rare[c]))]
}

// The sentences of a text from the one that has most of the words, which are marked.
function excerpt(text, marked) {
  const has = (piece) => new Set(words(piece).filter((word) => marked.has(word))).size
  const pieces = text.replace(/([.!?]) (?=\p{Lu})/gu, '$1\n').split('\n')
  const best = pieces.reduce((top, piece, at) => (has(piece) > has(pieces[top]) ? at : top), 0)
  let shown = pieces.slice(best).join(' ')
  const first = [...shown.matchAll(WORD)].find(([word]) => marked.has(spell(word)))?.index ?? 0
  if (first > LENGTH - 40) shown = `… ${shown.slice(shown.indexOf(' ', first - 60) + 1)}`
  if (shown.length > LENGTH) shown = `${shown.slice(0, shown.lastIndexOf(' ', LENGTH))} …`
  return shown.split(/([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*)/u).map((piece) => {
    return marked.has(spell(piece)) ? element('mark', '', piece) : piece
  })
}

function element(name, className, ...content) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...content)
  return made
}

function result(entry, marked) {
  const link = element('a', '', element('span', 'search-title', entry.title), ' ')
  link.href = new URL(entry.url, root)
  if (entry.strength) {
    const badge = document.createRange().createContextualFragment(entry.strength)
    link.append(badge, ' ')
  }
  link.append(element('span', 'search-page', entry.page))
  const text = entry.text && element('p', '', ...excerpt(entry.text, marked))
  return element('li', '', link, text ?? '')
}

function search() {
  const concepts = wanted(input.value)
  const [found, unknown] = find(concepts)
  const marked = new Set(
    concepts.flatMap(({ ways }) => ways.flatMap(({ parts }) => parts.flatMap((p) => [...p.keys()])))
  )
  list.replaceChildren(...found.slice(0, SHOWN).map((entry) => result(entry, marked)))
  advice.hidden = !unknown.length && (!concepts.length || !!found.length)
  status.textContent = !concepts.length
    ? input.value.trim() && 'Type a word to look for.'
    : !found.length
      ? 'Nothing found: this site does not cover that.'
      : (found.length === 1 ? '1 place found.' : `${found.length} places found.`) +
        (unknown.length
          ? ` Nothing on this site about ${unknown.map(({ said }) => `“${said}”`).join(', ')}.`
          : '')
}

// What Return does: it opens the first result.
export const follow = () => list.querySelector('a')?.click()

input.addEventListener('input', search)
list.addEventListener('click', (event) => {
  if (event.target.closest('a')) dialog.close()
})
search()
