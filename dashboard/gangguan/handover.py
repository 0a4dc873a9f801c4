"""The ready text of a shift: plain words that can be sent anywhere. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.gangguan.claims import claims
from dashboard.gangguan.objection_rows import rows as objection_rows
from dashboard.gangguan.rows import Row
from dashboard.gangguan.said import HANDED_OVER
from dashboard.gangguan.shift import Shift
from dashboard.gangguan.work import works
from pantau.facts.instant import to_datetime
from pantau.facts.journal import Entry
from pantau.facts.words import Cause
from pantau.inventory import Inventory
from pantau.language import (
    Language,
    label,
    long_day,
    moment,
    number,
    recent,
    short_duration,
    translator,
)
from pantau.language.isolate import isolated

_MOST = 40
_LONGEST = 160


def handover(shift: Shift, inventory: Inventory, who: str, message: str, language: Language) -> str:
    """Title, the message to the next shift, then each matter under its heading with its count."""
    say, zone = translator(language), inventory.timezone
    since, until = moment(shift.begin, zone, language), moment(shift.now, zone, language)
    parts = [
        say("SHIFT HAND-OVER · {day}", day=long_day(to_datetime(shift.now, zone).date(), language)),
        say("From {begin} to {end}, by {who}", begin=since, end=until, who=_line(who)),
    ]
    if message.strip():
        parts.append(f"\n{say('FOR THE NEXT SHIFT')}\n{_line(message, 500)}")
    heads = [row for row in shift.open if row.because is None]
    parts += [
        _part(say("GOING ON"), [_open(row, shift.now, zone, language) for row in heads], language),
        _part(
            say("OVER IN THIS SHIFT"),
            [_over(row, zone, language) for row in shift.over if row.because is None],
            language,
        ),
        _part(
            say("DONE"),
            [
                _done(each, shift.now, zone, language)
                for each in shift.done
                if each.subject != HANDED_OVER
            ],
            language,
        ),
        _part(say("MAINTENANCE WITHIN 24 HOURS"), _ahead(shift, inventory, language), language),
        _part(say("WAITING FOR A DECISION"), _waiting(shift, inventory, language), language),
        _part(say("OBJECTIONS WITHOUT AN ANSWER"), _unanswered(shift, inventory), language),
    ]
    return "\n".join(parts) + "\n"


def summary(shift: Shift, inventory: Inventory, language: Language) -> str:
    """One line for the journal; the whole text is kept beside it."""
    say, zone = translator(language), inventory.timezone
    return say(
        "Shift hand-over {begin} to {end}: {open} going on, {over} over, {waiting} proposals and "
        "{objections} objections open",
        begin=moment(shift.begin, zone, language),
        end=moment(shift.now, zone, language),
        open=number(len(shift.open), language),
        over=number(len(shift.over), language),
        waiting=number(len(shift.waiting), language),
        objections=number(len(shift.unanswered), language),
    )


def _part(heading: str, lines: Sequence[str], language: Language) -> str:
    say = translator(language)
    more = len(lines) - _MOST
    shown = [f"- {line}" for line in lines[:_MOST]] or [f"- {say('nothing')}"]
    if more > 0:
        shown.append(f"- {say('and {n} more', n=number(more, language))}")
    return "\n".join(["", f"{heading} ({number(len(lines), language)})", *shown])


def _line(text: str, most: int = _LONGEST) -> str:
    """On one line, and not endless: names and reasons are whatever people wrote."""
    flat = " ".join(text.split())
    return isolated(flat if len(flat) <= most else f"{flat[: most - 1]}…")


def _open(row: Row, now: int, zone: ZoneInfo, language: Language) -> str:
    say = translator(language)
    where = f" ({row.kecamatan})" if row.kecamatan else ""
    since = recent(row.outage.started_at, now, zone, language)
    length = short_duration(row.seconds, language)
    parts = [
        f"{_line(row.name)}{where}",
        say("since {time} ({length})", time=since, length=length),
        row.outage.id,
        say("ticket {number}", number=row.outage.ticket) if row.outage.ticket else say("no ticket"),
        say("in hand: {who}", who=row.in_hand) if row.in_hand else say("nobody has it in hand"),
    ]
    if row.suggested and row.outage.cause is Cause.UNKNOWN:
        parts.insert(2, say("suspected: {cause}", cause=label(row.suggested, language)))
    if row.below:
        parts.insert(1, say.plural("took {n} site along", "took {n} sites along", row.below))
    return ", ".join(parts)


def _over(row: Row, zone: ZoneInfo, language: Language) -> str:
    say, outage = translator(language), row.outage
    began = moment(outage.started_at, zone, language)
    parts = [_line(row.name), began, short_duration(row.seconds, language), outage.id]
    if row.below:
        parts.append(say.plural("took {n} site along", "took {n} sites along", row.below))
    parts.append(label(outage.cause, language))
    return ", ".join(parts)


def _done(each: Entry, now: int, zone: ZoneInfo, language: Language) -> str:
    data = each.data()
    words = data.get("text") or data.get("reason") or ""
    said = f": {_line(words)}" if words else ""
    about = "" if len(each.subject) > _MOST else f" {each.subject}"
    when = recent(each.at, now, zone, language)
    return f"{when} {_line(each.author)}, {label(each.kind, language)}{about}{said}"


def _ahead(shift: Shift, inventory: Inventory, language: Language) -> list[str]:
    zone, say = inventory.timezone, translator(language)
    return [
        f"{moment(each.begin, zone, language)} – {moment(each.end, zone, language)}, {each.id}, "
        f"{say.plural('{n} site', '{n} sites', len(each.sites))}: {_line(each.reason)}"
        for each in works(shift.ahead, inventory, shift.now)
    ]


def _waiting(shift: Shift, inventory: Inventory, language: Language) -> list[str]:
    say = translator(language)
    return [
        f"{each.id}, {_line(', '.join(each.names))}, {short_duration(each.seconds, language)}, "
        f"{say('by {who}', who=each.proposal.proposed.author)}: {_line(each.reason)}"
        for each in claims(shift.waiting, inventory)
    ]


def _unanswered(shift: Shift, inventory: Inventory) -> list[str]:
    return [
        f"{each.id}, {_line(each.name)}, {each.month}{f' ({each.about})' if each.about else ''}: "
        f"{_line(each.reason)}"
        for each in objection_rows(shift.unanswered, inventory)
    ]
