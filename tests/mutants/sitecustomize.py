"""Lets commands that tests run be as they are while mutmut asks which test runs which function.

They would look for its configuration in their own folder. While a change is tried, they have it.
"""

import os

if os.environ.get("MUTANT_UNDER_TEST") in ("fail", "stats"):
    del os.environ["MUTANT_UNDER_TEST"]
