/* The search: comes with the first sign that it is wanted, and looks only at what the site holds. */

const dialog = document.getElementById('search')
const input = dialog.querySelector('input')
const status = dialog.querySelector('[role=status]')
const list = dialog.querySelector('ol')
const root = new URL('../', import.meta.url)
const shown = 20

const words = (text) => text.toLowerCase().normalize('NFKD').match(/[\p{L}\p{N}]+/gu) ?? []

async function read() {
  try {
    return await (await fetch(new URL('search.json', root))).json()
  } catch {
    status.textContent = 'The search could not be loaded. Try again later.'
    return []
  }
}

const rows = await read()
// A page begins with an entry for itself, whose address has no fragment.
const pages = new Map(rows.map(({ url, title }) => [url, title]))
const entries = rows.map((entry) => ({
  ...entry,
  page: entry.url.includes('#') ? pages.get(entry.url.split('#')[0]) : '',
  titleWords: words(entry.title),
  textWords: words(entry.text),
}))

// How well an entry fits: every word must begin one of its words; in its title it counts more.
function fit(entry, wanted) {
  let score = 0
  for (const word of wanted) {
    const inTitle = entry.titleWords.filter((other) => other.startsWith(word)).length
    const inText = entry.textWords.filter((other) => other.startsWith(word)).length
    if (inTitle + inText === 0) return 0
    score += 10 * inTitle + Math.min(inText, 5)
  }
  return score
}

// A piece of the text around the first of the words, in pieces of plain text and marks.
function excerpt(text, wanted) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})[\\p{L}\\p{N}]*`, 'giu')
  const first = text.search(pattern)
  const start = Math.max(0, text.lastIndexOf(' ', Math.max(0, first - 60)))
  const end = text.length > start + 180 ? text.lastIndexOf(' ', start + 180) : text.length
  const piece = text.slice(start, end)
  const nodes = [start ? '… ' : '']
  let at = 0
  for (const match of piece.matchAll(pattern)) {
    const mark = document.createElement('mark')
    mark.textContent = match[0]
    nodes.push(piece.slice(at, match.index), mark)
    at = match.index + match[0].length
  }
  nodes.push(piece.slice(at), end < text.length ? ' …' : '')
  return nodes
}

function search() {
  const wanted = words(input.value)
  const found = entries
    .map((entry) => ({ entry, score: wanted.length ? fit(entry, wanted) : 0 }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  list.replaceChildren(
    ...found.slice(0, shown).map(({ entry }) => {
      const link = document.createElement('a')
      link.href = new URL(entry.url, root)
      link.textContent = entry.title
      const text = document.createElement('p')
      text.append(entry.page ? `${entry.page} — ` : '', ...excerpt(entry.text, wanted))
      const item = document.createElement('li')
      item.append(link, text)
      return item
    })
  )
  status.textContent = !wanted.length
    ? ''
    : found.length === 1
      ? '1 place found'
      : `${found.length || 'No'} places found`
}

input.addEventListener('input', search)
// Return follows the first result.
dialog.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault()
  list.querySelector('a')?.click()
})
list.addEventListener('click', (event) => {
  if (event.target.closest('a')) dialog.close()
})
if (entries.length) search()
