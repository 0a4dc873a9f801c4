"""One exclusion or void as HTML: what it says, who stands for it, and what deciding it changes."""

from collections.abc import Sequence

from dashboard.gangguan.claims import SIGNS, Claim
from dashboard.gangguan.effect import MOST_MONTHS, Effect, months_of
from dashboard.gangguan.own_address import own_address
from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.month_part import shown_share
from dashboard.scene import Scene
from pantau.actions.acting import four_eyes
from pantau.facts.instant import to_datetime
from pantau.facts.words import Role, Standing
from pantau.inventory.choices import FourEyes
from pantau.language import (
    clock_time,
    day,
    label,
    moment,
    month_name,
    number,
    rupiah,
    short_duration,
)
from pantau.sla.month import month_days

_MOST_NAMES = 5


def claim_page(claim: Claim, effects: Sequence[Effect] | None, here: Scene) -> Html:
    """Head, what it says at the left, what it changes at the right."""
    standing = claim.proposal.standing
    look = {Standing.APPROVED: "p-up", Standing.PROPOSED: "p-degraded"}.get(standing, "p-unknown")
    head = element(
        "h2",
        element(
            "span", f"{SIGNS[standing]} {label(standing, here.language)}", class_=f"p-mark {look}"
        ),
        f" {title(claim, here)} ",
        own_address(claim.id, here, "pengecualian"),
    )
    return element(
        "section",
        head,
        element(
            "div",
            element("dl", *_facts(claim, here), class_="p-facts"),
            element("div", *_effect(claim, effects, here), class_="p-told"),
            class_="p-case g-claim",
        ),
        class_="p-panel",
    )


def title(claim: Claim, here: Scene) -> str:
    """What it is, in a few words."""
    if claim.category is None:
        return here.say("Outage that did not happen")
    return here.say("Exclusion: {why}", why=label(claim.category, here.language))


def some_of(found: Sequence[str], here: Scene) -> str:
    """The first few, and how many more."""
    more = len(found) - _MOST_NAMES
    shown = ", ".join(found[:_MOST_NAMES])
    return here.say("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def _facts(claim: Claim, here: Scene) -> list[Html]:
    say, language, zone = here.say, here.language, here.zone
    proposed, decided = claim.proposal.proposed, claim.proposal.decided
    role = label(Role(proposed.data()["role"]), language)
    when = moment(proposed.at, zone, language)
    facts: list[tuple[str, str]] = [
        (say("Sites"), some_of(claim.names, here)),
        (say("From"), _to_the_second(claim.begin, here)),
        (say("To"), _to_the_second(claim.end, here)),
        (say("How long"), short_duration(claim.seconds, language, units=4)),
        (say("Reason"), claim.reason),
        (say("Proposed by"), f"{proposed.author} ({role}), {when}"),
    ]
    if claim.outage is not None:
        url = page_url("gangguan", language, id=claim.outage)
        link = element("a", claim.outage, href=url, class_="p-go p-link")
        facts.insert(0, (say("Outage"), link))
    if decided is not None:
        data = decided.data()
        when = moment(decided.at, zone, language)
        facts.append((say("Decided by"), f"{decided.author}, {when}"))
        if data["reason"]:
            facts.append((say("Their reason"), data["reason"]))
    else:
        facts.append((say("Four eyes"), _rule(claim, here)))
    return [joined(element("dt", name), element("dd", value)) for name, value in facts]


def _to_the_second(at: int, here: Scene) -> str:
    """Time that is argued about is not cut to the minute."""
    written = day(to_datetime(at, here.zone).date(), here.language)
    return f"{written} {clock_time(at, here.zone, here.language, seconds=True)}"


def _rule(claim: Claim, here: Scene) -> str:
    rule = four_eyes(here.inventory, claim.sites, claim.begin, claim.end)
    if rule is FourEyes.STRICT:
        return here.say("another person decides, from another account or machine")
    return here.say("another person decides")


def _effect(claim: Claim, effects: Sequence[Effect] | None, here: Scene) -> list[Html]:
    say, language = here.say, here.language
    revoking = claim.proposal.standing is Standing.APPROVED
    heading = say("What revoking it would change") if revoking else say("What approving it changes")
    if effects is None:
        return [element("h3", heading), element("p", say("The store cannot be read just now."))]
    if not effects:
        return [element("h3", say("Nothing can be decided about it any more"))]
    rows = [_row(each, here) for each in effects]
    heads = (say("Month"), say("Down time"), say("Left out"), say("Unknown time"))
    table = element(
        "table",
        element(
            "thead",
            element(
                "tr",
                *(element("th", each) for each in heads),
                element("th", say("Availability")),
                element("th", say("Credit")),
            ),
        ),
        element("tbody", *rows),
        class_="g-effect",
    )
    found = [element("h3", heading), element("div", table, class_="p-scroll"), _words(here)]
    if len(months_of(claim, here.inventory, here.now)) > MOST_MONTHS:
        words = say("Only its first {n} months are shown.", n=number(MOST_MONTHS, language))
        found.append(element("p", words, class_="p-rest"))
    return found


def _words(here: Scene) -> Html:
    words = here.say("Of these sites, as things stand now; the same calculator as the month's.")
    return element("p", words, class_="p-rest")


def _row(effect: Effect, here: Scene) -> Html:
    say, language = here.say, here.language
    name = month_name(month_days(effect.month)[0], language)
    if effect.closed:
        words = say("closed: it takes no changes until it is opened again")
        return element("tr", element("td", name), element("td", words, colspan="5"))
    now, then = effect.now, effect.then

    def moved(before: str, after: str) -> Html:
        if before == after:
            return element("td", before, class_="p-soft")
        return element("td", f"{before} → ", element("strong", after))

    return element(
        "tr",
        element("td", name),
        *(
            moved(short_duration(one, language, units=3), short_duration(other, language, units=3))
            for one, other in (
                (now.down_seconds, then.down_seconds),
                (now.excluded_seconds, then.excluded_seconds),
                (now.unknown_seconds, then.unknown_seconds),
            )
        ),
        moved(
            shown_share(now.availability, None, language),
            shown_share(then.availability, None, language),
        ),
        moved(rupiah(now.credit, language), rupiah(then.credit, language)),
    )
