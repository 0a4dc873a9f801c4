"""The facts of a month as the JSON of a pack, and back. Times are ISO 8601 in UTC."""

from typing import Any
from zoneinfo import ZoneInfo

from pantau.facts.instant import parse_iso, to_iso
from pantau.facts.measured import ExcludedTime, Gap, ImportedSpan, Interval, LedgerFacts, Outage
from pantau.facts.said import Proposal
from pantau.facts.words import Cause, ExclusionCategory, GapReason, Liability, Standing
from pantau.reports.pack.contents import Contents
from pantau.reports.pack.personal import without_numbers
from pantau.reports.pack.tables import as_csv

Form = dict[str, Any]
_UTC = ZoneInfo("UTC")
_OUTAGE_COLUMNS = (
    *("id", "site", "started_at", "ended_at", "last_up_before", "last_down_within"),
    *("cause", "liability", "ticket", "reported_at", "import"),
)


def outage_form(outage: Outage) -> Form:
    """One outage."""
    return {
        "id": outage.id,
        "site": outage.site,
        "started_at": to_iso(outage.started_at),
        "ended_at": _iso(outage.ended_at),
        "last_up_before": _iso(outage.last_up_before),
        "last_down_within": _iso(outage.last_down_within),
        "cause": outage.cause.value,
        "liability": outage.liability.value,
        "ticket": None if outage.ticket is None else without_numbers(outage.ticket),
        "reported_at": _iso(outage.reported_at),
        "import": outage.import_id,
    }


def outages_csv(outages: list[Form]) -> bytes:
    """The same as a table."""
    return as_csv(_OUTAGE_COLUMNS, ([each[key] for key in _OUTAGE_COLUMNS] for each in outages))


def gap_form(gap: Gap) -> Form:
    """One gap. ``site`` "*" is all sites but ``but_sites``."""
    return {
        "id": gap.id,
        "site": gap.site,
        "but_sites": list(gap.but_sites),
        "started_at": to_iso(gap.started_at),
        "ended_at": _iso(gap.ended_at),
        "reason": gap.reason.value,
        "note": None if gap.note is None else without_numbers(gap.note),
        "import": gap.import_id,
    }


def watched_form(contents: Contents) -> Form:
    """Who watched when: our own collector by site, and the spans of imported lists."""
    return {
        "from": to_iso(contents.reach.begin),
        "to": to_iso(contents.reach.end),
        "watched": {
            site: [[to_iso(span.begin), to_iso(span.end)] for span in spans]
            for site, spans in sorted(contents.facts.watched.items())
        },
        "imported": [
            {
                "import": each.import_id,
                "site": each.site,
                "from": to_iso(each.begin),
                "to": to_iso(each.end),
            }
            for each in contents.facts.imported
        ],
    }


def exclusions_form(contents: Contents) -> Form:
    """What the contract leaves out, and what was proposed and does not count."""
    known = {each.id: _said(each) for each in contents.proposals}
    approved = [
        {
            "id": each.id,
            "category": each.category.value,
            "from": to_iso(each.begin),
            "to": to_iso(each.end),
            "sites": list(each.sites),
            **known.get(each.id, {}),
        }
        for each in contents.facts.excluded
    ]
    counting = {each.id for each in contents.facts.excluded}
    others = [
        {
            "id": each.id,
            "category": (data := each.proposed.data())["category"],
            "from": to_iso(data["begin"]),
            "to": to_iso(data["end"]),
            "sites": data["sites"],
            **known[each.id],
        }
        for each in contents.proposals
        if each.id not in counting and contents.sites & set(data_sites(each))
    ]
    return {"approved": approved, "not_counting": others}


def data_sites(proposal: Proposal) -> list[str]:
    """The sites that an exclusion was proposed for."""
    sites: list[str] = proposal.proposed.data()["sites"]
    return sites


def voids_form(contents: Contents) -> list[Form]:
    """Outages that did not happen, by the word of two people, and who they were."""
    said = {
        each.proposed.data()["outage"]: {"void": each.id, **_said(each)}
        for each in contents.voids
        if each.standing is Standing.APPROVED
    }
    return [{**outage_form(each), **said.get(each.id, {})} for each in contents.facts.voided]


def _said(proposal: Proposal) -> Form:
    proposed, decided = proposal.proposed, proposal.decided
    data = proposed.data()
    evidence = data.get("evidence")
    return {
        "standing": proposal.standing.value,
        "reason": without_numbers(data["reason"]),
        "proposed_by": proposed.author,
        "proposed_at": to_iso(proposed.at),
        "decided_by": decided.author if decided else None,
        "decided_at": to_iso(decided.at) if decided else None,
        "evidence": evidence["digest"] if evidence else None,
    }


def read_facts(outages: Any, gaps: Any, watched: Any, exclusions: Any, voids: Any) -> LedgerFacts:
    """The facts as the ledger takes them. Raises ValueError, TypeError or LookupError."""
    return LedgerFacts(
        watched={
            site: tuple(Interval(_at(begin), _at(end)) for begin, end in spans)
            for site, spans in watched["watched"].items()
        },
        imported=tuple(
            ImportedSpan(each["import"], each["site"], _at(each["from"]), _at(each["to"]))
            for each in watched["imported"]
        ),
        outages=tuple(map(_outage, outages)),
        gaps=tuple(map(_gap, gaps)),
        voided=tuple(map(_outage, voids)),
        excluded=tuple(
            ExcludedTime(
                each["id"],
                ExclusionCategory(each["category"]),
                _at(each["from"]),
                _at(each["to"]),
                tuple(each["sites"]),
            )
            for each in exclusions["approved"]
        ),
    )


def _outage(form: Form) -> Outage:
    return Outage(
        id=form["id"],
        site=form["site"],
        started_at=_at(form["started_at"]),
        ended_at=_maybe(form["ended_at"]),
        last_up_before=_maybe(form["last_up_before"]),
        last_down_within=_maybe(form["last_down_within"]),
        cause=Cause(form["cause"]),
        liability=Liability(form["liability"]),
        ticket=form["ticket"],
        import_id=form["import"],
        reported_at=_maybe(form["reported_at"]),
    )


def _gap(form: Form) -> Gap:
    return Gap(
        id=form["id"],
        site=form["site"],
        started_at=_at(form["started_at"]),
        ended_at=_maybe(form["ended_at"]),
        reason=GapReason(form["reason"]),
        but_sites=tuple(form["but_sites"]),
        note=form["note"],
        import_id=form["import"],
    )


def _iso(at: int | None) -> str | None:
    return None if at is None else to_iso(at)


def _at(text: str) -> int:
    return parse_iso(text, _UTC)


def _maybe(text: str | None) -> int | None:
    return None if text is None else _at(text)
