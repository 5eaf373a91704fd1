"""strip-spam: removes listed spam tokens from Markdown and heals the text around them.

The road through the package, each station knowing only those before it:

    tokens      the token list, read and checked
    reading     a text in its plain spelling, each place mapped back to the source
    spellings   the ways in which a token can be written
    matcher     where listed tokens stand in a text
    page        where each of them lands when the page is rendered
    sentence    whether the sentence survives without it
    rules       the reasons to report a token instead of cutting it
    healing     what goes with a token, and what becomes of the blanks
    core        text in, text and findings out
    report      findings as text, JSON or workflow commands
    files       folders walked, files read and written
    command     the command line
"""
