"""finish-site: the last station before a reader.

guard       no listed token in any built file, however it is spelled
command     the command line
"""
