"""A suggested cause and what it rests on, as sentences for people."""

from zoneinfo import ZoneInfo

from pantau.facts.causes import CauseSuggested, Neighbours, PathSeen
from pantau.facts.words import Cause
from pantau.language.catalogue import translator
from pantau.language.dates import clock_time
from pantau.language.labels import label
from pantau.language.languages import Language
from pantau.language.numbers import number


def suggestion_line(suggested: CauseSuggested, language: Language) -> str:
    """The cause and the first reason; that it is open, with what is known."""
    say = translator(language)
    why = ", ".join(label(each, language) for each in suggested.reasons)
    if suggested.cause is Cause.UNKNOWN:
        return say("Suggested cause: open ({why})", why=why)
    cause = label(suggested.cause, language)
    return say("Suggested cause: {cause} ({why})", cause=cause, why=why)


def evidence_lines(suggested: CauseSuggested, zone: ZoneInfo, language: Language) -> list[str]:
    """What was seen beside the silence, one sentence each. Times are in ``zone``."""
    facts = suggested.facts
    lines = [] if facts.path is None else [_path(facts.path, zone, language)]
    return [*lines, *(_neighbours(each, language) for each in facts.neighbours)]


def _path(path: PathSeen, zone: ZoneInfo, language: Language) -> str:
    say = translator(language)
    time = clock_time(path.asked_at, zone, language, seconds=True)
    if path.last_host is None:
        return say("Path at {time}: no router answered", time=time)
    values = {
        "time": time,
        "host": path.last_host,
        "n": number(path.last, language),
    }
    if path.good is None:
        return say("Path at {time}: it ends at router {n} ({host})", **values)
    good = number(path.good, language)
    return say("Path at {time}: it ends at router {n} of {good} ({host})", good=good, **values)


def _neighbours(each: Neighbours, language: Language) -> str:
    say = translator(language)
    return say(
        "{tie} {name}: {failed} others failed in the same minute, {stayed} stayed up",
        tie=label(each.tie, language).capitalize(),
        name=each.name,
        failed=number(each.failed, language),
        stayed=number(each.stayed, language),
    )
