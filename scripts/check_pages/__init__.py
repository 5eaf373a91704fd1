"""check-pages: what an editor can get wrong in a page, named with its place and the remedy.

schema      a YAML text against a JSON Schema, with lines
facts       the data file for studies
links       the links and pictures that a page names
pieces      pieces of one page that others show
drawings    what pages show inline
nav         the menu
dont        lists of don'ts
blocks      the site's own blocks
page        one page: its front matter, and what it names
site        all pages together
command     the command line
"""
