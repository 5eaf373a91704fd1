"""strip-spam: removes listed spam tokens from Markdown and heals the text around them.

    >>> from strip_spam import Finder, TokenList, strip
    >>> strip("Warm slot gacor oil.", Finder(TokenList(("slot gacor",)))).text
    'Warm oil.'

How a token is processed: `find` finds it; `page` asks `cut` what goes with it, and `rendered` where
it comes out; `judge` says whether it can go; `page` has `cut` close the gap, and compares the
result as rendered, its headings' ids too; `strip` looks for as many as can go together.

    spelling                   a text as a token may be written in it
    tokens, find, suspects     what to look for, and where it is
    rendered, limit, page      where it comes out, and how long that may take
    flavours, contacts         what is no prose to other readers of Markdown; ways to a spammer
    language, sentence, judge  why it must stay, before anything is cut
    cut, strip                 text in, healed text and findings out
    files, processes           folders walked, files read and written, on all processors
    config, output, cli        what a project says, what is printed, the command
    data                       the tables of words, signs, elements and patterns: *.yml

Markdown is not parsed here a second time: `cut` suggests what to remove with a token, and comparing
the page as rendered before and after decides whether it may go.
"""

from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

__version__ = "1.0.0"
__all__ = ["Finder", "TokenList", "strip"]
