"""How far a month has got, as three steps in HTML."""

from zoneinfo import ZoneInfo

from dashboard.laporan.reading import Papers
from dashboard.markup import Html, element
from pantau.facts.journal import Entry
from pantau.facts.words import MonthState
from pantau.language import Language, label, moment, translator

_ORDER = (MonthState.DRAFT, MonthState.REVIEWED, MonthState.CLOSED)


def steps(found: Papers, zone: ZoneInfo, language: Language) -> Html:
    """Draft, reviewed, closed; who brought it there and when."""
    standing = found.standing
    reached = _ORDER.index(standing.state)
    said: dict[MonthState, Entry | None] = {
        MonthState.REVIEWED: found.reviewed if reached >= 1 else None,
        MonthState.CLOSED: standing.closed if standing.state is MonthState.CLOSED else None,
    }
    return element(
        "ol",
        *(
            _step(state, number, reached, said.get(state), zone, language)
            for number, state in enumerate(_ORDER)
        ),
        class_="p-steps",
    )


def _step(
    state: MonthState,
    number: int,
    reached: int,
    by: Entry | None,
    zone: ZoneInfo,
    language: Language,
) -> Html:
    say = translator(language)
    who = say("{who}, {time}", who=by.author, time=moment(by.at, zone, language)) if by else ""
    return element(
        "li",
        element("b", "✓" if number <= reached else str(number + 1), aria_hidden="true"),
        element("span", element("strong", label(state, language)), element("small", who)),
        class_="p-step p-done" if number <= reached else "p-step",
        aria_current="step" if number == reached else None,
    )
