/* The search. Without its index the import fails, and partials/search.html tries again. */

const again = import.meta.url.includes('?') // what the browser keeps may be broken
const root = new URL('../', import.meta.url)
const file = await fetch(new URL('search.json', root), { cache: again ? 'reload' : 'default' })
const index = await file.json()

const dialog = document.getElementById('search')
const input = dialog.querySelector('input')
const status = dialog.querySelector('[role=status]')
const advice = dialog.querySelector('.search-advice')
const list = dialog.querySelector('ol')

const SHOWN = 20
const TYPED = 24 // the words of a query that are looked at
// How much a word counts by the kind of place, and how much more in its title.
const KINDS = { warning: 5, safety: 4, research: 3, page: 2, study: 1, list: 0.5 }
const TITLE = 3
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

const begins = (typed, word) =>
  typed.length > 2 && typed.length * 2 >= word.length && word.startsWith(typed)

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
  return goesOn && begins(typed, word) ? 0.6 : slips(typed, word) ? 0.4 : 0
}

const entries = index.entries.map(({ url = '', text = '', ...entry }) => ({
  ...entry,
  url,
  text,
  titleWords: new Set(words(url.includes('#') ? entry.title : `${entry.page} ${entry.title}`)),
  textWords: new Set(words(text)),
}))
const ignored = new Set(words(index.ignore).map(stem))
const everyday = Object.entries(index.words).map(([key, value]) => ({
  key: words(key),
  ways: value ? value.split(',').map(words) : [],
}))
const vocabulary = new Set([
  ...entries.flatMap(({ titleWords, textWords }) => [...titleWords, ...textWords]),
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
  const likes = typed.map((word, at) => matches(word, at === typed.length - 1))
  const concepts = []
  while (typed.length) {
    const keys = everyday.filter(({ key }) => key.every((word, at) => likes[at]?.has(word)))
    const length = Math.max(1, ...keys.map(({ key }) => key.length))
    const ways = keys.flatMap(({ key, ways }) => (key.length === length ? ways : []))
    const said = typed.splice(0, length)
    concepts.push({
      said: said.join(' '),
      ways: [likes.splice(0, length), ...ways.map((way) => way.map((word) => matches(word)))],
      rank: said.some((word) => !ignored.has(stem(word))) ? 2 : Math.min(keys.length, 1),
    })
  }
  const top = Math.max(...concepts.map(({ rank }) => rank))
  return concepts.filter(({ rank }) => rank === top)
}

// How well an entry fits: it must have each part of one of the ways.
function fit(entry, { ways }) {
  const has = (word) => (entry.titleWords.has(word) ? TITLE : Number(entry.textWords.has(word)))
  const part = (like) => Math.max(0, ...[...like].map(([word, how]) => how * has(word)))
  return Math.max(...ways.map((parts) => Math.min(...parts.map(part))))
}

// The entries, the best first, and what none of them has.
function find(concepts) {
  const rows = concepts.map((concept) => entries.map((entry) => fit(entry, concept)))
  const rare = rows.map((row) => Math.log(1 + entries.length / row.filter(Boolean).length))
  // Having all of words that don't count, such as "is this", says nothing.
  const all = concepts[0]?.rank ? rare.filter(Number.isFinite).length : Infinity
  const found = entries.map((entry, e) => {
    const has = rows.filter((row) => row[e]).length
    const worth = rows.reduce((sum, row, r) => sum + (row[e] && row[e] * rare[r]), 0)
    const whole = has === all && KINDS[entry.kind] > 1
    return { entry, has, whole, worth: worth * has * KINDS[entry.kind] }
  })
  const most = Math.max(1, ...found.map(({ has }) => has))
  return [
    found
      .filter(({ has }) => has * 2 >= most)
      .sort((one, other) => other.whole - one.whole || other.worth - one.worth)
      .map(({ entry }) => entry),
    concepts.filter((_, c) => rare[c] === Infinity).map(({ said }) => `“${said}”`),
  ]
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

function result({ url, page, title, text, answer, strength }, marked) {
  const link = element(
    'a',
    { href: new URL(url, root) },
    element('span', { className: 'search-title' }, title),
    ' ',
    answer ? `${answer} ` : '',
    document.createRange().createContextualFragment(strength ? `${strength} ` : ''),
    element('span', { className: 'search-page' }, page)
  )
  return element('li', {}, link, text && element('p', {}, ...excerpt(text, marked)))
}

function search() {
  const concepts = wanted(input.value)
  const [found, unknown] = find(concepts)
  const marked = new Set(
    concepts.flatMap(({ ways }) => ways.flat().flatMap((like) => [...like.keys()]))
  )
  list.replaceChildren(...found.slice(0, SHOWN).map((entry) => result(entry, marked)))
  advice.hidden = !unknown.length
  const places = `${found.length} ${found.length > 1 ? 'places' : 'place'} found.`
  const nothing = unknown.length ? ` Nothing here about ${unknown.join(', ')}.` : ''
  status.textContent = found.length
    ? places + nothing
    : concepts.length
      ? 'Nothing found: this site does not cover that.'
      : input.value.trim() && 'Type a word to look for.'
}

// What Return does: the first result opens.
export const follow = () => list.querySelector('a')?.click()

input.addEventListener('input', search)
list.addEventListener('click', (event) => {
  if (event.target.closest('a')) dialog.close()
})
search()
