"""The outages of the month: when, why, by what evidence, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pantau.facts.words import Cause, ExclusionCategory, Standing
from pantau.language import label
from pantau.reports.cell import NOTHING, Cell, Count, Moment, Seconds
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.form import PRINTED, SHEETS
from pantau.reports.month.facts import OutageLine
from pantau.reports.month.telling import Telling

_SITE = 2
"""How many columns say which outage, of which site."""


def outages_part(telling: Telling) -> tuple[Block, ...]:
    """All outages that touch a row, those that count no down second too."""
    say = telling.say
    return (
        Heading(say("Outages")),
        Paragraph(
            say(
                "An outage begins with the first echo for whose silence a reference vouches and "
                "ends with the first answer. Down time is what the contract counts of it in this "
                "month. Evidence: echoes unanswered / needed for the verdict, and the reference "
                "that answered meanwhile."
            )
        ),
        *_by_form(telling),
    )


def _by_form(telling: Telling) -> tuple[Table, Table]:
    """In print the district stands over its outages; a sheet is filtered by a column of it."""
    lines = telling.facts.outages
    found = outages_table(telling, lines)
    district = Column("kecamatan", telling.say("Kecamatan"), wide=1.5)
    sheet = replace(
        found,
        columns=(*found.columns[:_SITE], district, *found.columns[_SITE:]),
        rows=tuple(
            (*row[:_SITE], line.row.kecamatan, *row[_SITE:])
            for row, line in zip(found.rows, lines, strict=True)
        ),
        forms=SHEETS,
    )
    bands = telling.districts(line.row.kecamatan for line in lines)
    return replace(found, forms=PRINTED, bands=bands), sheet


def outages_table(telling: Telling, lines: Sequence[OutageLine], key: str = "gangguan") -> Table:
    """These outages, a row each."""
    say = telling.say
    columns = (
        Column("id", say("Id"), wide=0.9),
        Column("name", say("Site"), wide=2.3),
        Column("began", say("Began"), wide=2.0),
        Column("ended", say("Ended"), wide=2.0),
        Column("down", say("Down time"), Align.RIGHT, 1.2),
        Column("cause", say("Cause"), wide=1.6),
        Column("liability", say("Liability"), wide=1.7),
        Column("ticket", say("Ticket"), wide=1.3),
        Column("proof", say("Evidence"), wide=1.4),
        Column("exclusion", say("Exclusion"), wide=2.2),
    )
    return Table(
        key=key,
        caption=say("Outages, {month}", month=telling.month),
        columns=columns,
        rows=tuple(_row(telling, line) for line in lines),
        empty=say("There was no outage in this month."),
        landscape=True,
    )


def _row(telling: Telling, line: OutageLine) -> tuple[Cell, ...]:
    outage, language = line.part.outage, telling.language
    return (
        outage.id,
        line.row.name,
        Moment(outage.started_at, exact=True),
        Moment(outage.ended_at, exact=True)
        if outage.ended_at is not None
        else telling.say("goes on"),
        Seconds(line.part.down_seconds),
        _cause(telling, line),
        label(outage.liability, language),
        outage.ticket or NOTHING,
        _proof(telling, line.proof, outage.import_id),
        _exclusions(telling, line),
    )


def _cause(telling: Telling, line: OutageLine) -> str:
    """What a person decided, else what the collector suggests, and that it only suggests."""
    decided = line.part.outage.cause
    if decided is Cause.UNKNOWN and line.suggested not in {None, Cause.UNKNOWN}:
        word = label(line.suggested or Cause.UNKNOWN, telling.language)
        return telling.say("suggested: {cause}", cause=word.lower())
    return label(decided, telling.language)


def _proof(telling: Telling, payload: Mapping[str, Any] | None, imported: str | None) -> str:
    """By what it was judged an outage; the paragraph above the table says how to read it."""
    say = telling.say
    if imported is not None:
        return say("import {id}", id=imported)
    evidence = payload and payload.get("evidence")
    if not evidence:
        return NOTHING
    unanswered = telling.shown(Count(evidence["unanswered"]))
    return f"{unanswered}/{telling.shown(Count(evidence['needed']))} · {evidence['witness']}"


def _exclusions(telling: Telling, line: OutageLine) -> str:
    """The exclusions with their standing, the category where approved, and what they leave out."""
    words = []
    for each in line.exclusions:
        standing = label(each.standing, telling.language).lower()
        if each.standing is Standing.APPROVED:
            category = _category(each.proposed.data()["category"], telling)
            words.append(f"{each.id} {category}, {standing}")
        else:
            words.append(f"{each.id} {standing}")
    if line.part.excluded_seconds:
        words.append(telling.shown(Seconds(line.part.excluded_seconds)))
    return "; ".join(words) or NOTHING


def _category(word: str, telling: Telling) -> str:
    return label(ExclusionCategory(word), telling.language)
