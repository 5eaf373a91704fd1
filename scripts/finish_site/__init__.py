"""finish-site: the last station before a reader.

metadata      what a page says to machines
search_index  what the search looks through
site          a built folder, finished in place
guard         no listed token in any built file, however it is spelled
command       the command line
"""
