"""What hangs on what, and where we ask from."""

from datetime import date

from pantau.inventory.changes import standing_on, standings
from pantau.inventory.choices import Layer
from pantau.inventory.circles import circle_text, circles
from pantau.inventory.defaults import upstream_of
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.source import Path
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note unknown upstreams, routes that run in a circle, and a vantage that cannot see."""
    known = _written_ids(findings)
    if not pieces.broken & {"upstreams", "sites"}:
        for path, upstream in _named(pieces):
            if upstream not in known:
                findings.error(
                    path,
                    Sentence(
                        to_say("no site or upstream has this id; {remedy}"),
                        remedy=meant(upstream, known),
                    ),
                )
    _cycles(findings, pieces)
    _vantage(findings, pieces)


def _written_ids(findings: Findings) -> dict[str, None]:
    """Every id in the file, also of pieces that are broken otherwise."""
    ids: dict[str, None] = {}
    upstreams = findings.source.at(("upstreams",))
    sites = findings.source.at(("sites",))
    for id in upstreams if isinstance(upstreams, dict) else ():
        ids[id] = None
    for site in sites if isinstance(sites, list) else ():
        id = site.get("id") if isinstance(site, dict) else None
        if isinstance(id, str):
            ids[id] = None
    return ids


def _named(pieces: Pieces) -> list[tuple[Path, str]]:
    """Where an upstream is written, and which."""
    found: list[tuple[Path, str | None]] = [
        *(((*link.path, "upstream"), link.shape.upstream) for link in pieces.upstreams.values()),
        *(
            ((*each.path, "upstream"), each.shape.upstream)
            for site in pieces.sites
            for each in standings(site)
            if "upstream" in each.own
        ),
    ]
    if pieces.defaults is not None:
        shape = pieces.defaults.shape
        for block, entries in (("kinds", shape.kinds), ("kecamatan", shape.kecamatan)):
            for key, entry in (entries or {}).items():
                found.append((("defaults", block, key, "upstream"), entry.upstream))
    return [(path, upstream) for path, upstream in found if upstream is not None]


def _cycles(findings: Findings, pieces: Pieces) -> None:
    """Each circle is told once, at the first of its members in the file."""
    told: set[frozenset[str]] = set()
    for day in _days_of_change(pieces):
        hangs_on, paths = _tree_on(day, pieces)
        for members in circles(hangs_on):
            if frozenset(members) not in told:
                told.add(frozenset(members))
                findings.error(
                    (*paths[members[0]], "upstream"),
                    Sentence(
                        to_say("hangs on itself: {members}; remove one upstream"),
                        members=circle_text(members),
                    ),
                )


def _days_of_change(pieces: Pieces) -> list[date | None]:
    """None for the beginning, then each day from which something hangs otherwise."""
    days = {
        each.span.since
        for site in pieces.sites
        for each in standings(site)
        if each.own & {"upstream", "kecamatan"} and each.span.since
    }
    return [None, *sorted(day for day in days if day)]


def _tree_on(day: date | None, pieces: Pieces) -> tuple[dict[str, str | None], dict[str, Path]]:
    """What hangs on what, and where that is written."""
    defaults = pieces.defaults.shape if pieces.defaults else None
    hangs_on: dict[str, str | None] = {}
    paths: dict[str, Path] = {}
    for id, upstream in pieces.upstreams.items():
        hangs_on[id], paths[id] = upstream.shape.upstream, upstream.path
    for site in pieces.sites:
        if "id" not in site.bad:
            each = standing_on(day, site)
            hangs_on.setdefault(site.shape.id, upstream_of(each.shape, defaults))
            paths.setdefault(site.shape.id, each.path)
    return hangs_on, paths


def _vantage(findings: Findings, pieces: Pieces) -> None:
    vantage = pieces.vantage
    site = vantage.shape.site if vantage else None
    written = findings.source.at(("sites",))
    ids = [
        str(each["id"])
        for each in (written if isinstance(written, list) else ())
        if isinstance(each, dict) and isinstance(each.get("id"), str)
    ]
    if site is not None and site not in ids and "sites" not in pieces.broken:
        findings.error(
            ("vantage", "site"),
            Sentence(to_say("no site has this id; {remedy}"), remedy=meant(site, ids)),
        )
    if (vantage and vantage.bad) or any("layer" in each.bad for each in pieces.references):
        return
    layers = {each.shape.layer for each in pieces.references}
    if not layers & {Layer.EDGE, Layer.OUTSIDE}:
        findings.warning(
            ("vantage", "references") if pieces.references else ("vantage",),
            Sentence(
                to_say(
                    "no reference beyond our own line: an outage of ours looks like one of every "
                    "site; write one with layer: outside or layer: edge"
                )
            ),
            key=True,
        )
