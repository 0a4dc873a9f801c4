"""What explain.py found, as sentences for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from pantau.actions.cause_words import evidence_lines, suggestion_line
from pantau.facts.causes import suggested_of
from pantau.facts.words import ClosedReason, GapReason, Outcome, Purpose, VerdictReason
from pantau.language.catalogue import translator
from pantau.language.dates import clock_time, moment
from pantau.language.labels import label
from pantau.language.languages import Language
from pantau.language.numbers import decimal, number


@dataclass(frozen=True, slots=True)
class Told:
    """``lines`` stand before the echoes, ``after`` behind them.

    ``echoes``: when it was sent, why, and how it ended; under ``heading``.
    """

    lines: tuple[str, ...]
    heading: tuple[str, str, str]
    echoes: tuple[tuple[str, str, str], ...] = ()
    after: tuple[str, ...] = ()


def told(found: Mapping[str, Any], zone: ZoneInfo, language: Language) -> Told:
    """``found``: by ``about_outage`` or ``about_moment``. Times are in ``zone``."""
    say = translator(language)
    lines = []
    if "watched" in found and not found["watched"]:
        lines.append(say("No collector of ours watched the site then."))
    for gap in found.get("gaps", ()):
        reason = label(GapReason(gap["reason"]), language)
        lines.append(say("Gap {id}: {reason}", id=gap["id"], reason=reason))
    for sample in found.get("minute", ()):
        text = say("Heartbeats of that minute: {received} of {sent} answered")
        lines.append(text.format(received=sample["received"], sent=sample["sent"]))
    heading = (say("Sent"), say("Purpose"), say("Outcome"))
    if found.get("import"):
        lines.append(say("Recorded by import {id}, not by our collector.", id=found["import"]))
    elif found.get("opened_by"):
        return Told(
            lines=(*lines, *_opened(found, zone, language)),
            heading=heading,
            echoes=_echoes(found, zone, language),
            after=(*_closed(found, zone, language), *_suggested(found, zone, language)),
        )
    return Told(tuple(lines), heading)


def _opened(found: Mapping[str, Any], zone: ZoneInfo, language: Language) -> list[str]:
    """When it began, and by which rule and witness it was judged so."""
    say = translator(language)
    opened = found["opened_by"]
    data, evidence = opened["payload"], opened["payload"]["evidence"]
    began = moment(data["started_at"], zone, language)
    lines = [
        say("Outage {id}, entry {seq} of the journal", id=found["outage"], seq=opened["seq"]),
        say(
            "Began {time}: the first echo without an answer for which somebody vouches", time=began
        ),
    ]
    if data["last_up_before"] is not None:
        last = clock_time(data["last_up_before"], zone, language, seconds=True)
        lines.append(say("Last answer before: {time}", time=last))
    lines.append(f"{say('Reason')}: {label(VerdictReason(data['reason']), language)}")
    lines.append(
        say(
            "Rule: {needed} echoes in a row needed, {unanswered} seen "
            "(p = {loss}, q = {pair}, false alarm {alarm:g})",
            needed=number(evidence["needed"], language),
            unanswered=number(evidence["unanswered"], language),
            loss=decimal(Decimal(f"{evidence['loss']:.4f}"), language),
            pair=decimal(Decimal(f"{evidence['pair_loss']:.4f}"), language),
            alarm=evidence["false_alarm"],
        )
    )
    vouched = evidence.get("vouched")  # not said by the earliest entries
    if vouched is not None:
        counted = number(vouched, language)
        lines.append(say("{n} of them count: others answered beside them", n=counted))
    witness = clock_time(evidence["witness_sent_at"], zone, language, seconds=True)
    lines.append(
        say(
            "Witness that we could see: {name}, asked {time}",
            name=str(evidence["witness"]).removeprefix("reference/"),
            time=witness,
        )
    )
    return lines


def _echoes(
    found: Mapping[str, Any], zone: ZoneInfo, language: Language
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            clock_time(echo["sent_at"], zone, language, seconds=True),
            label(Purpose(echo["purpose"]), language),
            label(Outcome(echo["outcome"]), language),
        )
        for echo in found["opened_by"]["payload"]["evidence"]["echoes"]
    )


def _closed(found: Mapping[str, Any], zone: ZoneInfo, language: Language) -> tuple[str, ...]:
    closed = found.get("closed_by")
    if not closed:
        return ()
    say = translator(language)
    reason = label(ClosedReason(closed["payload"]["reason"]), language)
    ended = moment(closed["payload"]["ended_at"], zone, language)
    return (say("Ended {time}: {reason}", time=ended, reason=reason),)


def _suggested(found: Mapping[str, Any], zone: ZoneInfo, language: Language) -> tuple[str, ...]:
    entry = found.get("suggested_by")
    if not entry:
        return ()
    suggested = suggested_of(entry["payload"])
    return (suggestion_line(suggested, language), *evidence_lines(suggested, zone, language))
