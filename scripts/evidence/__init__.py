"""What research shows: the data file `scripts/evidence.yml`, and how pages show it.

data        the data file as objects
naming      how pages name what is in it: `[@…]`
extension   the Markdown extension that renders those names: `evidence.extension`
"""
