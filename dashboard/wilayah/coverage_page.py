"""The coverage of villages as HTML: the figures, what stands out, and one village. Pure."""

from collections.abc import Mapping, Sequence

from dashboard.links import page_url
from dashboard.live import SIGNS, card
from dashboard.markup import Html, element, joined
from dashboard.peta.shades import of_coverage
from dashboard.wilayah.book import Book, VillageRow
from dashboard.wilayah.coverage_marks import (
    NOTHING,
    share_words,
    signed_state,
    village_url,
)
from pantau.facts.instant import to_datetime
from pantau.facts.region import CoverageDoubt, CoverageGroup
from pantau.inventory import Inventory
from pantau.language import Language, day, label, number, recent, translator
from pantau.villages.coverage import Statement, Tally, history
from pantau.villages.doubts import Doubt, SeenSite

_ORDER = (
    CoverageGroup.COVERED,
    CoverageGroup.WEAK,
    CoverageGroup.IN_WORK,
    CoverageGroup.BLANK,
    CoverageGroup.DISPUTED,
    CoverageGroup.UNSTATED,
)
_TONES = {
    CoverageGroup.COVERED: "p-up",
    CoverageGroup.WEAK: "p-degraded",
    CoverageGroup.BLANK: "p-degraded",
}


def figures(total: Tally, language: Language) -> Html:
    """How many villages are counted as what; the share that is covered."""
    say = translator(language)
    cards = [
        card(
            f"{of_coverage(group).sign} {label(group, language)}",
            number(total.counts[group], language),
            say("{share} of the villages", share=share_words(total.covered, language))
            if group is CoverageGroup.COVERED
            else say("of {n} villages", n=number(total.villages, language)),
            _TONES.get(group, "p-unknown") if total.counts[group] else "p-none",
        )
        for group in _ORDER
    ]
    return element("div", *cards, class_="p-cards")


def standing_out(book: Book, names: Mapping[str, str], language: Language) -> Html:
    """The villages where what was said does not fit what is seen; nothing where all fits."""
    found = [each for each in book.rows if each.doubts]
    if not found:
        return Html()
    say = translator(language)
    rows = [
        element(
            "li",
            element(
                "a",
                f"{each.village.name} ({each.village.kecamatan})",
                href=village_url(each.village.code, language),
                class_="p-go p-link",
            ),
            element(
                "small",
                f"{signed_state(each.standing, language)} · "
                + "; ".join(doubt_words(doubt, names, language) for doubt in each.doubts),
                class_="p-soft",
            ),
        )
        for each in found
    ]
    return element(
        "section",
        element(
            "h2",
            say("Stands out: said one way, seen another"),
            " ",
            element("span", number(len(found), language), class_="p-badge"),
        ),
        element("ul", *rows),
        class_="p-panel p-told w-out",
    )


def doubt_words(doubt: Doubt, names: Mapping[str, str], language: Language) -> str:
    """Why a village stands out, naming the sites or how many people say so."""
    words = label(doubt.reason, language)
    if doubt.sites:
        return f"{words}: {', '.join(names.get(each, each) for each in doubt.sites)}"
    if doubt.reason is CoverageDoubt.PEOPLE_SAY:
        return f"{words} ({number(doubt.reports, language)})"
    return words


def village_page(
    each: VillageRow, book: Book, inventory: Inventory, now: int, language: Language
) -> Html:
    """A village: what is known, what speaks against it, all that was said, and its sites."""
    say = translator(language)
    names = {site.id: site.name for site in inventory.sites}
    against = [
        element("p", doubt_words(one, names, language), class_="p-bad") for one in each.doubts
    ]
    said = history(each.village.code, book.statements)
    none = element("p", say("Nobody has said anything of it: not covered, not blank."))
    sites = [_site(one, names, inventory, now, language) for one in each.sites]
    return element(
        "section",
        element("h2", f"{each.village.name} · {each.village.kecamatan}"),
        element(
            "p",
            element("strong", signed_state(each.standing, language)),
            f" · {each.village.code}",
        ),
        *against,
        element(
            "div",
            element(
                "div",
                element("h3", say("What was said")),
                _history(said, inventory, language) if said else none,
                class_="p-scroll p-told",
            ),
            element(
                "div",
                element("h3", say("Sites there")),
                element("ul", *sites)
                if sites
                else element("p", say("No site of the inventory lies there."), class_="p-rest"),
                class_="p-told",
            ),
            class_="p-two w-two",
        ),
        class_="p-panel",
    )


def _history(said: Sequence[Statement], inventory: Inventory, language: Language) -> Html:
    say = translator(language)
    head = (say("As of"), say("State"), say("Source"), say("Project"), say("Written down"), "Id")
    rows = []
    for each in said:
        on = day(to_datetime(each.at, inventory.timezone).date(), language)
        cells = (
            each.said.as_of,
            label(each.said.state, language),
            " · ".join(filter(None, (each.said.source, each.said.note))),
            project_words(each, language) or NOTHING,
            say("{who}, {time}", who=each.author, time=on),
            each.id,
        )
        rows.append(element("tr", *(element("td", cell) for cell in cells)))
    return element(
        "table",
        element("thead", element("tr", *(element("th", each) for each in head))),
        element("tbody", *rows),
        class_="p-list w-said",
    )


def project_words(each: Statement, language: Language) -> str:
    """What brings it, what it is called, whose signal it is and who pays."""
    said = each.said
    kind = label(said.project, language) if said.project else ""
    return " · ".join(filter(None, (kind, said.title, said.operator, said.funding)))


def _site(
    each: SeenSite, names: Mapping[str, str], inventory: Inventory, now: int, language: Language
) -> Html:
    say = translator(language)
    state = f"{SIGNS[each.state]} {label(each.state, language)}"
    if each.since is not None:
        then = recent(each.since, now, inventory.timezone, language)
        state = say("{state} since {time}", state=state, time=then)
    link = element(
        "a",
        names.get(each.site, each.site),
        href=page_url("titik", language, site=each.site),
        class_="p-go p-link",
    )
    return element("li", joined(link, " "), element("small", state, class_="p-soft"))
