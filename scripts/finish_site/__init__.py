"""finish-site: the last station before a reader.

One page
    metadata      what it says to machines
    stylesheet    a stylesheet, cut to what a page can use
    first_paint   its styles inline, its dead parts gone
    policy        what its reader's browser may load and run

All pages
    search_index  what the search looks through
    pruning       what is published that nobody asks for
    site          a built folder, finished in place
    guard         no listed token in any built file, however it is spelled
    command       the command line
"""
