"""Seasons and special days of each calendar, and holidays that nobody has decreed yet."""

from collections.abc import Iterable
from datetime import date

from pantau.inventory.check_contracts import policies
from pantau.inventory.contracts_shape import CalendarShape, SeasonShape
from pantau.inventory.days_off import estimated
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note what is wrong inside the calendars themselves."""
    for id, calendar in pieces.calendars.items():
        if "seasons" not in calendar.bad:
            _seasons(findings, calendar)
        if "days" not in calendar.bad:
            _days(findings, calendar)
        if "holidays" not in calendar.bad and calendar.shape.holidays is not None:
            _holidays(findings, pieces, id, calendar)


def _seasons(findings: Findings, calendar: Piece[CalendarShape]) -> None:
    known: list[SeasonShape] = []
    for number, season in enumerate(calendar.shape.seasons or []):
        path = (*calendar.path, "seasons", number)
        if season.end < season.start:
            findings.error(
                (*path, "to"),
                Sentence(
                    to_say("lies before from ({start}); write a later day"), start=season.start
                ),
            )
            continue
        for other in known:
            if season.start <= other.end and other.start <= season.end:
                text = Sentence(
                    to_say("overlaps the season from {start} to {end}; write a later day"),
                    start=other.start,
                    end=other.end,
                )
                findings.error((*path, "from"), text)
                break
        known.append(season)


def _days(findings: Findings, calendar: Piece[CalendarShape]) -> None:
    seen: set[date] = set()
    for number, special in enumerate(calendar.shape.days or []):
        if special.day in seen:
            path = (*calendar.path, "days", number, "day")
            findings.error(path, Sentence(to_say("stands twice; write each day once")))
        seen.add(special.day)


def _holidays(findings: Findings, pieces: Pieces, id: str, calendar: Piece[CalendarShape]) -> None:
    """Holidays by the moon are estimates until the year's decree; a wrong one moves money."""
    for year in sorted(_years(pieces, id)):
        names = estimated(calendar.shape.holidays or "", year)
        if names:
            findings.warning(
                (*calendar.path, "holidays"),
                Sentence(
                    to_say(
                        "the library only estimates {n} holidays of {year}; compare them with the "
                        "decree and write those that differ under days"
                    ),
                    n=len(names),
                    year=year,
                ),
            )


def _years(pieces: Pieces, id: str) -> Iterable[int]:
    """The years of all contracts that count by this calendar anywhere."""
    years: set[int] = set()
    for contract in pieces.contracts.values():
        counts = any(policy.service_hours == id for _, policy in policies(contract))
        if counts and not contract.bad & {"from", "to"}:
            years.update(range(contract.shape.start.year, contract.shape.end.year + 1))
    return years
