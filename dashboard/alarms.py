"""The loud part: one banner for each thing that must be known before a number is believed."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.markup import Html, element, joined
from dashboard.overview import Alarm, Overview
from dashboard.reading import Snapshot
from pantau.actions.services import WHY_NOT, how_to_start
from pantau.facts.instant import SECOND
from pantau.facts.words import GapReason, WatchEnd
from pantau.language import Language, Translator, duration, label, moment, to_say, translator

_MOST_PROBLEMS = 5

# What is mended by starting something.
_NOT_RUNNING = frozenset(
    {
        Alarm.STORE_MISSING,
        Alarm.NEVER_STARTED,
        Alarm.STOPPED,
        Alarm.SILENT,
        Alarm.NOBODY_TOLD,
    }
)

# What is the matter, and what to do about it.
_WORDS: dict[Alarm, tuple[str, str]] = {
    Alarm.STORE_MISSING: (
        to_say("NOTHING IS BEING MEASURED: there is no data yet"),
        to_say("The collector has never run on this data directory. Start it with: {start}"),
    ),
    Alarm.STORE_UNREADABLE: (
        to_say("THE DATA CANNOT BE READ"),
        to_say("No state below is known. The store says:"),
    ),
    Alarm.INVENTORY_UNREADABLE: (
        to_say("THE INVENTORY CANNOT BE READ"),
        to_say(
            "So no site can be shown. Mend the file; all its problems are told by: pantau check"
        ),
    ),
    Alarm.NEVER_STARTED: (
        to_say("NOTHING IS BEING MEASURED: the collector has never been started"),
        to_say("Every state below is unknown. Start it with: {start}"),
    ),
    Alarm.STOPPED: (
        to_say("NOTHING IS BEING MEASURED: the collector has stopped"),
        to_say("Since {last} ({reason}). Every state below is unknown. Start it with: {start}"),
    ),
    Alarm.SILENT: (
        to_say("NOTHING IS BEING MEASURED: no word from the collector for {silence}"),
        to_say(
            "Last word {last}. Every state below is unknown. "
            "See whether it still runs, and start it with: {start}"
        ),
    ),
    Alarm.NOT_WRITTEN: (
        to_say("WHAT IS MEASURED CANNOT BE WRITTEN since {last}"),
        to_say(
            "The collector runs, and keeps what it learns in memory as long as it can. "
            "Every state below is unknown. What this machine shows:"
        ),
    ),
    Alarm.CLOCK_BEHIND: (
        to_say("THE CLOCK IS WRONG: the data is {ahead} ahead of it"),
        to_say(
            "Every state below is unknown. Set the clock of this machine right (NTP). Where it is "
            "right, it was ahead before: nothing is written until {last}, see docs/recovery.md."
        ),
    ),
    Alarm.NOBODY_TOLD: (
        to_say("NOBODY IS TOLD: the alerter does not run"),
        to_say("What fails is seen here only. Start it with: {start}"),
    ),
    Alarm.EDIT_REJECTED: (
        to_say("AN EDIT OF THE INVENTORY IS NOT IN FORCE"),
        to_say(
            "Measuring goes on with the inventory of before. Mend these lines; "
            "all problems are told by: pantau check"
        ),
    ),
    Alarm.BLIND: (
        to_say("WE CANNOT SEE: our own connection is down"),
        to_say(
            "Since {blind} no reference point answers. What we cannot see counts as unknown, "
            "neither up nor down. See to the line of the monitoring server."
        ),
    ),
}


def banners(
    seen: Overview, snapshot: Snapshot, now: int, zone: ZoneInfo, language: Language
) -> Html:
    """A banner for each alarm, the full width of the page; empty where all is well."""
    return joined(*map(_banner, told(seen, snapshot, now, zone, language)))


@dataclass(frozen=True, slots=True)
class Told:
    """An alarm in words: what is the matter, what to do, and what a file or the store said."""

    title: str
    text: str
    details: tuple[str, ...]


def told(
    seen: Overview, snapshot: Snapshot, now: int, zone: ZoneInfo, language: Language
) -> tuple[Told, ...]:
    """The alarms in words, in order: for pages and terminals alike."""
    say = translator(language)
    values = _values(seen, snapshot, now, zone, language)
    found = []
    for alarm in seen.alarms:
        by_hand = "pantau alert" if alarm is Alarm.NOBODY_TOLD else "pantau run"
        start = how_to_start(services=snapshot.services, by_hand=by_hand)
        title, text = (say(words, start=start, **values) for words in _WORDS[alarm])
        found.append(Told(title, text, _details(alarm, snapshot, say)))
    return tuple(found)


def _values(
    seen: Overview, snapshot: Snapshot, now: int, zone: ZoneInfo, language: Language
) -> dict[str, str]:
    """What the sentences may want to say, whichever they are."""
    last = now if seen.last_commit is None else seen.last_commit
    end = snapshot.watch.end if snapshot.watch else None
    blind = min(
        (gap.started_at for gap in snapshot.open_gaps if gap.reason is GapReason.VANTAGE_BLIND),
        default=now,
    )
    return {
        "last": moment(last, zone, language),
        "reason": label(WatchEnd(end), language) if end else "",
        "silence": duration(seen.age_seconds or 0, language),
        "ahead": duration(max(0, last - now) // SECOND, language),
        "blind": moment(blind, zone, language),
    }


def _details(alarm: Alarm, snapshot: Snapshot, say: Translator) -> tuple[str, ...]:
    """What the store or the inventory said itself, which names file, line and remedy; and what
    tells why a service does not run."""
    asked = (WHY_NOT,) if snapshot.services and alarm in _NOT_RUNNING else ()
    return (*_said_itself(alarm, snapshot, say), *asked)


def _said_itself(alarm: Alarm, snapshot: Snapshot, say: Translator) -> tuple[str, ...]:
    if alarm is Alarm.STORE_UNREADABLE:
        return (snapshot.details.said(say),) if snapshot.details else ()
    if alarm in {Alarm.NOT_WRITTEN, Alarm.SILENT, Alarm.STOPPED}:
        seen = snapshot.condition
        return (seen.why.said(say),) if seen is not None and seen.why is not None else ()
    if alarm is Alarm.INVENTORY_UNREADABLE:
        return tuple(each.said(say) for each in snapshot.problems[:_MOST_PROBLEMS])
    if alarm is Alarm.EDIT_REJECTED:
        return tuple(each.said(say) for each in snapshot.rejected[:_MOST_PROBLEMS])
    return ()


def _banner(alarm: Told) -> Html:
    return element(
        "div",
        element("div", "⚠", class_="p-alarm-sign", aria_hidden="true"),
        element(
            "div",
            element("strong", alarm.title),
            element("p", alarm.text),
            *(element("code", line) for line in alarm.details),
        ),
        class_="p-alarm",
        role="alert",
    )
