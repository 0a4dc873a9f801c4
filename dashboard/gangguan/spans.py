"""The time of which outages are listed: the last days, or a month. Pure."""

import re
from collections.abc import Sequence

from pantau.facts.instant import DAY
from pantau.facts.measured import Interval
from pantau.inventory import Inventory
from pantau.language import Language, month_name, translator
from pantau.sla.month import month_days, month_window

_LAST = {"1h": 1, "7h": 7, "30h": 30}
USUAL = "7h"


def spans(months: Sequence[str]) -> tuple[str, ...]:
    """Words for the address: the last days, then ``months``."""
    return (*_LAST, *months)


def shown(span: str, language: Language) -> str:
    """What people read for it."""
    if span not in _LAST:
        return month_name(month_days(span)[0], language)
    return translator(language).plural("Last {n} day", "Last {n} days", _LAST[span])


def bounds(span: str, inventory: Inventory, now: int) -> Interval:
    """From when to when (microseconds UTC). Raises ValueError for what is neither."""
    if span in _LAST:
        return Interval(now - _LAST[span] * DAY, now)
    if not re.fullmatch(r"\d{4}-\d{2}", span):
        raise ValueError(f"'{span}' is neither days nor a month")
    return month_window(span, inventory.timezone)
