"""A reader is told when the evidence is past due, by the date in the reader's own browser."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import Open, parse


@pytest.mark.parametrize(("days", "is_said"), [(-1, False), (0.5, True)])
def test_a_day_that_has_come_is_said(
    opened: Open, built_site: Path, pages: list[str], days: float, is_said: bool
) -> None:
    page = opened()
    page.goto(next(path for path in pages if parse(built_site, path).css("time.due")))
    due = LexborHTMLParser(page.content()).css_first("time.due")
    assert due is not None
    day = datetime.fromisoformat(due.attributes["datetime"] or "") + timedelta(days=days)
    page.clock.set_fixed_time(day)
    page.reload()
    named = f"time[datetime='{due.attributes['datetime']}']"
    said = page.locator(named).first.locator("xpath=..").inner_text()
    assert ("that day has come" in said) is is_said
