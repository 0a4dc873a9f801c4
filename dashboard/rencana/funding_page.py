"""Who pays for which line as HTML: the figures, what comes next, and lines paid for twice. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.links import page_url
from dashboard.live import card
from dashboard.markup import Html, element, joined
from pantau.facts.region import FundingState
from pantau.inventory.contracts import Funding
from pantau.language import Language, day, label, number, rupiah, translator
from pantau.planning.funding import Double, FundingRow

NOTHING = "–"
SIGNS = {
    FundingState.UNPAID: "✕",
    FundingState.ENDING: "!",
    FundingState.HANDED_OVER: "→",
    FundingState.PAID: "✓",
    FundingState.UNSTATED: "?",
}
_TONES = {
    FundingState.UNPAID: "p-down",
    FundingState.ENDING: "p-degraded",
    FundingState.HANDED_OVER: "p-month",
    FundingState.PAID: "p-up",
    FundingState.UNSTATED: "p-unknown",
}


def signed(state: FundingState, language: Language) -> str:
    """A state behind its sign."""
    return f"{SIGNS[state]} {label(state, language)}"


def payer(funding: Funding | None) -> str:
    """Who pays, and under which programme."""
    if funding is None:
        return NOTHING
    return " · ".join(filter(None, (funding.by, funding.programme)))


def figures(found: Sequence[FundingRow], language: Language) -> Html:
    """How many sites stand how."""
    say = translator(language)
    counts = Counter(each.state for each in found)
    of = say("of {sites} sites", sites=number(len(found), language))
    cards = [
        card(
            signed(state, language),
            number(counts[state], language),
            of,
            _TONES[state] if counts[state] else "p-none",
        )
        for state in FundingState
    ]
    return element("div", *cards, class_="p-cards")


def coming(found: Sequence[FundingRow], language: Language) -> Html:
    """What one payer hands over on a day, together; nothing where nothing is near."""
    say = translator(language)
    together: dict[tuple[date, str, str | None, int], list[FundingRow]] = {}
    for each in found:
        if each.state in {FundingState.ENDING, FundingState.HANDED_OVER} and each.now and each.ends:
            following = (
                each.next.by if each.state is FundingState.HANDED_OVER and each.next else None
            )
            key = (each.ends, payer(each.now), following, each.days or 0)
            together.setdefault(key, []).append(each)
    if not together:
        return Html()
    rows = []
    for (ends, by, following, left), sites in sorted(together.items(), key=lambda one: one[0][0]):
        follows = (
            say("{who} pays from then on", who=following)
            if following
            else say("Nobody is written down who pays from then on.")
        )
        count = say.plural("{n} site", "{n} sites", len(sites))
        days = say.plural("{n} day left", "{n} days left", left)
        rows.append(
            element(
                "li",
                element("b", say("Last day: {day}", day=day(ends, language))),
                f" · {by} · {count} · {days}",
                element("small", follows, class_="p-soft" if following else "p-bad"),
            )
        )
    return element(
        "section",
        element("h2", say("Hand-overs to come")),
        element("ul", *rows),
        class_="p-panel p-told",
    )


def twice_paid(found: Sequence[Double], language: Language) -> Html:
    """Places where two lines are paid for; nothing where there is none."""
    if not found:
        return Html()
    say = translator(language)
    rows = []
    for each in found:
        links = [
            element(
                "a",
                site.name,
                href=page_url("titik", language, site=site.id),
                class_="p-go p-link",
            )
            for site in each.sites
        ]
        parts = [links[0], *(joined(" + ", link) for link in links[1:])]
        cost = (
            say("{amount} a month too much", amount=rupiah(each.wasted, language))
            if each.wasted is not None
            else say("not all fees are known")
        )
        rows.append(
            element(
                "li",
                *parts,
                element("small", f"{label(each.reason, language)} · {cost}", class_="p-soft"),
            )
        )
    return element(
        "section",
        element(
            "h2",
            say("Two lines at one place"),
            " ",
            element("span", number(len(found), language), class_="p-badge"),
        ),
        element("ul", *rows),
        element(
            "p",
            say("A second line may be there on purpose. Somebody has to say so."),
            class_="p-rest",
        ),
        class_="p-panel p-told w-out",
    )
