"""The part about sites: all that are in force, and those that were taken out."""

import streamlit as st

from dashboard import visitor
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.inventaris.site_list_part import site_list_part
from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.pages import STAFF
from dashboard.scene import Scene
from pantau.inventory import Site
from pantau.inventory.contracts import Term
from pantau.language import day, label, percent, rupiah


def sites_part(here: Scene) -> None:
    """Every site; what is chosen is shown in full."""
    staff = visitor.visitor().role in STAFF
    chosen = grid(
        here.inventory.judged,
        _columns(here, staff),
        key="titik_inventaris",
        title=here.say("Sites"),
        select="single",
        empty=here.say("The inventory has no site. Write some under sites."),
    )
    for site in chosen:
        st.html(_one(here, site, staff))
    site_list_part(here)


def term_of(site: Site, here: Scene) -> Term | None:
    """Today's term; else the next to begin, else the last one."""
    today = here.inventory.local_day(here.now)
    coming = (term for term in site.terms if term.start > today)
    last = site.terms[-1] if site.terms else None
    return site.term_on(today) or next(coming, last)


def _one(here: Scene, site: Site, staff: bool) -> Html:
    """Its terms, and for staff how to reach it; the link to its page."""
    say, language = here.say, here.language
    rows = [(say("Desa code"), site.desa or "–"), (say("Office"), site.place or "–")]
    if staff:
        contact = site.contact
        rows += [
            (say("Address"), site.address),
            (say("Line number"), site.line or "–"),
            (say("Contact"), contact.name if contact else "–"),
            (say("Phone"), (contact.phone if contact else None) or "–"),
            (say("Probes"), ", ".join(each.kind for each in site.probes)),
        ]
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    head = [say("Contract"), say("Tier"), say("Objective"), say("From"), say("To")]
    terms = element(
        "table",
        element("thead", element("tr", *(element("th", each) for each in head))),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("td", f"{term.contract} · {term.provider}"),
                    element("td", term.tier if not staff else _with_fee(here, term)),
                    element("td", _objective(term, here)),
                    element("td", day(term.start, language)),
                    element("td", day(term.end, language) if term.end else "–"),
                )
                for term in site.terms
            ),
        ),
        class_="p-list",
    )
    link = element(
        "a",
        say("Open the page of this site"),
        href=page_url("titik", language, site=site.id),
        class_="p-go",
    )
    return element(
        "section",
        element("h2", site.name),
        element(
            "div",
            element("div", terms, element("p", link, class_="p-rest")),
            element("dl", *facts, class_="p-facts"),
            class_="p-two",
        ),
        class_="p-panel",
    )


def _with_fee(here: Scene, term: Term) -> str:
    return term.tier if term.fee is None else f"{term.tier} · {rupiah(term.fee, here.language)}"


def _objective(term: Term | None, here: Scene) -> str:
    if term is None or term.objective is None:
        return "–"
    return percent(term.objective, here.language)


def _columns(here: Scene, staff: bool) -> tuple[Column[Site], ...]:
    say, language, inventory = here.say, here.language, here.inventory
    gone = {site.id for site in inventory.departed}

    def upstream(site: Site) -> str:
        if site.upstream is None:
            return "–"
        link, over = inventory.upstreams.get(site.upstream), inventory.site(site.upstream)
        return link.name if link else over.name if over else site.upstream

    def of_term(site: Site, part: str) -> str:
        term = term_of(site, here)
        return str(getattr(term, part)) if term else "–"

    def until(site: Site) -> str:
        term = term_of(site, here)
        return day(term.end, language) if term and term.end else "–"

    address = (Column[Site](say("Address"), lambda each: each.address),) if staff else ()
    return (
        Column[Site](say("Name"), lambda each: each.name, width=230),
        Column[Site](
            say("State"),
            lambda each: f"✕ {say('taken out')}" if each.id in gone else f"✓ {say('in force')}",
        ),
        Column[Site](say("Kind"), lambda each: label(each.kind, language)),
        Column[Site]("Kecamatan", lambda each: each.kecamatan),
        Column[Site](
            say("Medium"), lambda each: label(each.medium, language) if each.medium else "–"
        ),
        Column[Site](say("Provider"), lambda each: of_term(each, "provider")),
        Column[Site](say("Tier"), lambda each: of_term(each, "tier")),
        Column[Site](
            say("Objective"),
            lambda each: _objective(term_of(each, here), here),
            lambda each: _objective_value(each, here),
        ),
        Column[Site](say("Upstream"), upstream),
        *address,
        Column[Site](say("Term ends"), until, lambda each: _end_value(each, here), left=True),
        Column[Site]("Id", lambda each: each.id),
    )


def _objective_value(site: Site, here: Scene) -> float | None:
    term = term_of(site, here)
    return float(term.objective) if term and term.objective is not None else None


def _end_value(site: Site, here: Scene) -> int | None:
    term = term_of(site, here)
    return term.end.toordinal() if term and term.end else None
