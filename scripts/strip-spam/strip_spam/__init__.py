"""strip-spam: removes listed spam tokens from Markdown and heals the text around them.

    >>> from strip_spam import Finder, TokenList, strip
    >>> strip("Warm slot gacor oil.", Finder(TokenList(("slot gacor",)))).text
    'Warm oil.'

How a token is processed: `find` finds it, in each `spelling`; `page` asks `cut` what goes with it,
and `rendered` where it comes out; `judge` says whether it can go (by `flavours`, `language` and
`sentence`); `page` has `cut` close the gap, and compares the result as rendered, its headings' ids
too; `strip` looks for as many as can go together. `cli` does that with the `files` of a project.

Markdown is not parsed here a second time: `cut` suggests what to remove with a token, and comparing
the page as rendered before and after decides whether it may go.
"""

from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

__version__ = "1.0.0"
__all__ = ["Finder", "TokenList", "strip"]
