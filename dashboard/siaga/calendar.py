"""Who is on call now, and the shifts of the next days, as HTML."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from dashboard.markup import Html, element, joined
from dashboard.siaga.roster import AHEAD, Roster, Turn
from pantau.facts.instant import DAY, midnight, to_datetime
from pantau.inventory.alerting import Person
from pantau.language import Language, moment, recent, short_day, translator


def on_call_cards(
    rosters: Sequence[Roster], now: int, zone: ZoneInfo, language: Language, *, phones: bool
) -> Html:
    """A card for each rota: who it is now, until when, and who follows."""
    return element(
        "div",
        *(_card(each, now, zone, language, phones) for each in rosters),
        class_="p-oncall",
    )


def _card(roster: Roster, now: int, zone: ZoneInfo, language: Language, phones: bool) -> Html:
    say = translator(language)
    turn = roster.now
    until = say("until {time}", time=recent(turn.end, now, zone, language))
    follows = roster.next
    if follows is None:
        rest = say("for the next 14 days")
    elif follows.person is None:
        rest = say("{until}, then nobody", until=until)
    else:
        rest = say("{until}, then {name}", until=until, name=follows.person.name)
    return element(
        "div",
        element("div", roster.rota, class_="p-title"),
        element(
            "div",
            turn.person.name if turn.person else f"⚠ {say('Nobody is on call')}",
            class_="p-person",
        ),
        _phone(turn.person) if phones else "",
        element("div", rest, class_="p-note"),
        class_="p-card p-month" if turn.person else "p-card p-down",
    )


def _phone(person: Person | None) -> Html:
    if person is None or not person.phone:
        return joined("")
    digits = "".join(each for each in person.phone if each.isdigit() or each == "+")
    return element("div", element("a", f"☎ {person.phone}", href=f"tel:{digits}"), class_="p-phone")


def shift_calendar(rosters: Sequence[Roster], now: int, zone: ZoneInfo, language: Language) -> Html:
    """Fourteen days from now, a row for each rota; what people arranged otherwise is marked."""
    say = translator(language)
    days = [_day_head(now, number, zone, language) for number in range(AHEAD // DAY + 1)]
    rows = [_row(each, now, zone, language) for each in rosters]
    swapped = any(turn.swapped for each in rosters for turn in each.turns)
    return element(
        "div",
        element("div", element("div", joined(*days), class_="p-days"), *rows, class_="p-shifts"),
        element("p", f"⇄ {say('swapped or substituted')}", class_="p-rest") if swapped else "",
        class_="p-panel p-scroll",
    )


def _day_head(now: int, number: int, zone: ZoneInfo, language: Language) -> Html:
    """The name of a local day, where it begins; the first one where we are now."""
    first = to_datetime(now, zone).date()
    day = first + timedelta(days=number)
    begin = max(now, midnight(day, zone))
    return element(
        "span", short_day(day, language) if number else "", style=f"left:{_share(begin, now)}"
    )


def _row(roster: Roster, now: int, zone: ZoneInfo, language: Language) -> Html:
    bars = [_bar(turn, now, zone, language) for turn in roster.turns]
    return element(
        "div",
        element("div", roster.rota, class_="p-rota"),
        element("div", joined(*bars), class_="p-track"),
        class_="p-shift-row",
    )


def _bar(turn: Turn, now: int, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    name = turn.person.name if turn.person else say("nobody")
    times = say(
        "{name}: {begin} to {end}",
        name=name,
        begin=moment(turn.begin, zone, language),
        end=moment(turn.end, zone, language),
    )
    # A day is too narrow for a whole name; pointing at it tells it.
    shown = name.split()[0] if turn.end - turn.begin <= 3 * DAY // 2 else name
    style = "p-turn" if turn.person else "p-turn p-nobody"
    return element(
        "span",
        f"⇄ {shown}" if turn.swapped else shown,
        class_=style,
        title=times,
        style=f"left:{_share(turn.begin, now)};width:{_share(now + turn.end - turn.begin, now)}",
    )


def _share(at: int, now: int) -> str:
    return f"{(at - now) * 100 / AHEAD:.3f}%"
