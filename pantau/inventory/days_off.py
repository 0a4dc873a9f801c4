"""National holidays and days of joint leave, from the library ``holidays``.

For Indonesia (ID) these are those of the joint decree of three ministers; days by the moon that no
decree has fixed yet are estimates, and the library says so in their names.
"""

from datetime import date
from functools import lru_cache

_PUBLIC, _JOINT_LEAVE = "public", "government"
_ESTIMATED = "(perkiraan)"


@lru_cache(maxsize=256)
def days_off(country: str, year: int, *, joint_leave: bool) -> frozenset[date]:
    """The days of a year on which public offices are closed, weekends apart."""
    wanted = (_PUBLIC, _JOINT_LEAVE) if joint_leave else (_PUBLIC,)
    return frozenset(_named(country, year, wanted))


def estimated(country: str, year: int) -> list[str]:
    """The names of the holidays of a year whose days are only estimated, in order."""
    found = _named(country, year, (_PUBLIC,))
    return [name for _, name in sorted(found.items()) if _ESTIMATED in name]


def _named(country: str, year: int, categories: tuple[str, ...]) -> dict[date, str]:
    # The library takes long to import, and few inventories have calendars.
    from holidays import country_holidays  # noqa: PLC0415

    return dict(country_holidays(country, years=year, categories=categories, language="id"))
