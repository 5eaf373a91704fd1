"""strip-spam: removes listed spam tokens from Markdown and heals the text around them.

The road through the package. No module imports one that stands below it.

Reading
    lines         lines of a text, and where in them an offset lies
    reading       a text in another spelling, each place mapped back to the source
    spellings     the ways in which a token can be written
    tokens        the token list, read and checked
    matcher       where listed tokens stand in a text
    suspects      what may be the next token

Judging
    marks         a private-use character in place of each hit
    page          where each mark comes out when the page is rendered: its scope
    front_matter  the same for what stands before the page
    words, sentence   whether the sentence survives without the token
    rules         the reasons to report a token instead of cutting it

Cutting
    widening      the wrappers that go with a token
    healing       what becomes of the blanks around it
    outline       whether the healed page is still the same page
    exemptions    the comments that let a mention stand
    core          text in, text and findings out

Around it
    files         folders walked, files read and written
    config        what a project says to this tool
    report        findings as text, JSON or workflow commands
    console       how commands speak, and what their exit statuses mean
    command       the command line

Markdown is not parsed here a second time: patterns in `widening` and `healing` propose what goes
with a token, and the rendered page disposes.
"""
