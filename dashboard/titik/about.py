"""What is agreed for a site, and whom to call: personal and money only for who may see them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.markup import Html, element, joined
from dashboard.titik.head import Now
from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage
from pantau.inventory import Inventory
from pantau.inventory.contracts import Term
from pantau.inventory.desk import please_repair
from pantau.inventory.service_hours import ALWAYS
from pantau.language import (
    Language,
    day,
    decimal,
    milliseconds,
    percent,
    rupiah,
    short_duration,
    translator,
)


@dataclass(frozen=True, slots=True)
class Trust:
    """What may be shown: ``staff`` sees fee, line number and contact."""

    staff: bool


def agreed(now: Now, inventory: Inventory, trust: Trust, language: Language) -> Html:
    """The contract's term of today, or the last one; the line; the contact."""
    say = translator(language)
    site = now.site
    term = now.term or (site.terms[-1] if site.terms else None)
    facts: list[tuple[str, str]] = []
    if term is not None:
        facts += _term(term, inventory, trust, language)
    if site.medium is not None or site.upstream is not None:
        link = inventory.upstreams.get(site.upstream or "")
        above = inventory.site(site.upstream or "") if link is None else link
        if above is not None:
            facts.append((say("Hangs on"), above.name))
    if site.desa:
        facts.append((say("Village code"), site.desa))
    if trust.staff:
        facts.append((say("Line number"), site.line or "–"))
    return element(
        "section",
        element("h2", say("Contract and contact")),
        element("dl", *_listed(facts), class_="t-facts"),
        _contact(now, language) if trust.staff else _closed(language),
        class_="p-panel",
    )


def _term(
    term: Term, inventory: Inventory, trust: Trust, language: Language
) -> list[tuple[str, str]]:
    say = translator(language)
    contract = inventory.contracts.get(term.contract)
    written = contract.number if contract and contract.number else term.contract
    until = say("without end") if term.end is None else day(term.end, language)
    facts = [
        (say("Contract"), f"{written} · {term.provider}"),
        (say("Holds"), f"{day(term.start, language)} – {until}"),
        (say("Tier"), term.tier),
    ]
    if trust.staff:
        fee = "–" if term.fee is None else say("{fee} a month", fee=rupiah(term.fee, language))
        facts.append((say("Fee before tax"), fee))
    promised = [
        percent(term.objective, language) if term.objective is not None else "",
        f"p95 ≤ {milliseconds(term.latency_p95_us, language)}" if term.latency_p95_us else "",
        say("loss ≤ {loss} %", loss=decimal(term.loss_percent, language))
        if term.loss_percent is not None
        else "",
        say("jitter ≤ {time}", time=milliseconds(term.jitter_us, language))
        if term.jitter_us
        else "",
    ]
    facts.append(
        (
            say("Objective"),
            " · ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in promised if each) or "–",
        )
    )
    hours = term.policy.service_hours
    facts.append((say("Service hours"), "24x7" if hours == ALWAYS else hours))
    if term.policy.repair_target_us:
        target = short_duration(term.policy.repair_target_us // SECOND, language)
        facts.append((say("Repair within"), target))
    return facts


def _contact(now: Now, language: Language) -> Html:
    say = translator(language)
    contact = now.site.contact
    if contact is None:
        return element("p", say("The inventory names no contact for this site."), class_="p-rest")
    phone = (
        element("a", contact.phone, href=f"tel:{_dialled(contact.phone)}", class_="t-phone")
        if contact.phone
        else ""
    )
    return element("p", element("strong", contact.name), " ", phone, class_="t-contact")


def _dialled(phone: str) -> str:
    return "".join(each for each in phone if each in "+0123456789")


def _closed(language: Language) -> Html:
    say = translator(language)
    words = say("Fee, line number and contact are shown to staff who signed in.")
    return element("p", words, class_="p-rest")


def _listed(facts: list[tuple[str, str]]) -> list[Html]:
    return [joined(element("dt", name), element("dd", value)) for name, value in facts]


def ready_text(
    outage: Outage | None, now: Now, inventory: Inventory, zone: ZoneInfo, language: Language
) -> str | None:
    """What to send to the provider's desk while the site is down; None while it is not."""
    if outage is None or outage.ended_at is not None:
        return None
    return please_repair(inventory.alerting, now.site, outage.started_at, zone, language)
