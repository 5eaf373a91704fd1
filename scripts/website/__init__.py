"""The code that MkDocs runs, in the order in which a page passes through it.

hooks         the MkDocs event hooks, in the order in which MkDocs calls them
sources       what a build reads, and when that last changed; `schema` reads YAML, `page` pages
extension     the Markdown extension: blocks, and with it `citations`, `marks` and `drawings`;
              `parts.html` has the HTML of what comes from the data file, such as a study's details
checks        what an editor can get wrong that MkDocs does not see: `rendering` by the `rules`,
              `records` in the data file; `__main__` prints it for `make check`
images        what can't be published beside the pages
search_index  what the search looks through
finish        what a page carries inline, and what its reader's browser may run
guard         no listed token in any published byte
findings      what is wrong, with file and line, MkDocs' own too; a preview shows it on its pages

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
