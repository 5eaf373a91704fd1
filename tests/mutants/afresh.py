"""Lets each run of the tests begin without what is cached, and with the quickest test.

mutmut runs them in copies of one process, in no order. What a cache has kept would hide a change,
and most changes are noticed by a quick test.
"""

import sys

import pytest
from mutmut.state import state


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Forget what is cached, and order the tests by the time that each took unchanged."""
    for name, module in sys.modules.items():
        for thing in vars(module).values() if name.startswith(("strip_spam.", "website.")) else ():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()
    items.sort(key=lambda item: state().duration_by_test.get(item.nodeid, 0))
