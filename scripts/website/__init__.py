"""The code that MkDocs runs, in the order in which a page passes through it.

`hooks` has MkDocs' events, and calls `sources` (with `page` and `schema`), `extension` (with
`citations`, `marks`, `drawings` and `parts.html`), `checks` (with `rendering`, `rules`, `records`
and `images`), `search_index`, `finish` and `guard`. What is wrong goes through `findings`, to a
preview, to a build and to `__main__`, which is `make check`. Each module says first what it is for.

The words that the code uses:

site      what is published
page      one Markdown file in docs/, and what it becomes
block     a part of a page in the site's own words: `!!! site NAME "Title"`
drawing   an SVG file in docs/drawings/, shown inline; an image is any other that a page shows
study     an entry of docs/evidence.yml: research, or published advice
claim     what the article or a reader's question promises, and studies may support
strength  how far the studies support a claim; it follows from its marks
mark      what one study found on one claim: a sign in the picture
picture   the marks of a claim, drawn in rows
check     what names an editor's mistakes, with file and line, before anything is published
guard     the last look at what was built: a site that holds a token is not published
"""
