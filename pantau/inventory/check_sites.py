"""Pace, place on the map and contact of each site."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from pantau.inventory.changes import Standing, standings
from pantau.inventory.defaults import layers, pace
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.quantities import duration_text
from pantau.inventory.region import inside
from pantau.inventory.shape import DefaultsShape
from pantau.inventory.sites_shape import PaceShape, SiteShape
from pantau.inventory.source import Path
from pantau.inventory.wording import KEPT_FOR_EVER, shown
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note paces that cannot work, places elsewhere, and numbers of people."""
    _paces(findings, pieces)
    for site in pieces.sites:
        _changes(findings, site)
        for each in standings(site):
            _place(findings, each)
            _contact(findings, each)
    _kecamatan(findings, pieces)


def _paces(findings: Findings, pieces: Pieces) -> None:
    """The defaults are checked by themselves, so that one mistake there is told once."""
    if pieces.defaults is None:
        general: tuple[PaceShape, ...] = ()
    else:
        shape = pieces.defaults.shape
        general = (shape,)
        _pace(findings, ("defaults",), general)
        for block, entries in (("kinds", shape.kinds), ("kecamatan", shape.kecamatan)):
            for key, entry in (entries or {}).items():
                _pace(findings, ("defaults", block, key), (entry, *general))
    for site in pieces.sites:
        if site.shape.model_fields_set & set(PaceShape.model_fields):
            _own_pace(findings, site, pieces.defaults.shape if pieces.defaults else None)


def _own_pace(findings: Findings, site: Piece[SiteShape], defaults: DefaultsShape | None) -> None:
    """As the site is written; only where that fits, with what holds in each other kecamatan."""
    general = (defaults,) if defaults else ()
    for each in standings(site):
        found = (*layers(each.shape, defaults), *general)
        if each.path == site.path and _pace(findings, site.path, found):
            return
        if each.path != site.path and "kecamatan" in each.own:
            for key, why in _unfit(found):
                text = to_say("the site's own {key} does not fit what holds there: {why}")
                said = Sentence(text, key=", ".join(key), why=why)
                findings.error((*each.path, "kecamatan"), said)


def _pace(findings: Findings, path: Path, found: tuple[PaceShape, ...]) -> bool:
    """Whether a mistake was noted."""
    unfit = list(_unfit(found))
    for key, said in unfit:
        findings.error((*path, *key), said)
    return bool(unfit)


def _unfit(found: tuple[PaceShape, ...]) -> Iterator[tuple[tuple[str, ...], Sentence]]:
    """Only what the strongest block itself writes is its own mistake: its key, and why."""
    own, result = found[0], pace(found)
    if (own.timeout or own.heartbeat) and result.timeout_us >= result.heartbeat_us:
        beat, timeout = duration_text(result.heartbeat_us), duration_text(result.timeout_us)
        if own.timeout:
            text = to_say("not shorter than the heartbeat ({beat}); write a timeout below it")
            yield ("timeout",), Sentence(text, beat=beat)
        else:
            text = to_say("not longer than the timeout ({timeout}); write a heartbeat above it")
            yield ("heartbeat",), Sentence(text, timeout=timeout)
    if own.confirm is not None and result.confirm.least > result.confirm.most:
        key = "least" if own.confirm.least is not None else "most"
        text = to_say(
            "least ({least}) is above most ({most}); write least at most as large as most"
        )
        said = Sentence(text, least=result.confirm.least, most=result.confirm.most)
        yield ("confirm", key), said


def _changes(findings: Findings, site: Piece[SiteShape]) -> None:
    before: date | None = None
    for number, change in enumerate([] if "changes" in site.bad else site.shape.changes or []):
        path = (*site.path, "changes", number)
        if before is not None and change.start <= before:
            said = Sentence(
                to_say("not after the change before it ({before}); write in order"), before=before
            )
            findings.error((*path, "from"), said)
        if change.model_fields_set == {"start"}:
            said = Sentence(to_say("changes nothing; write what holds from then on, or remove it"))
            findings.error(path, said)
        before = change.start


def _place(findings: Findings, site: Standing) -> None:
    at = site.shape.at
    if at is None or inside(at) or "at" not in site.own:
        return
    findings.warning(
        (*site.path, "at"),
        Sentence(
            to_say(
                "[{latitude}, {longitude}] is not in Kabupaten Paser; write [latitude, longitude], "
                "about [-1.9, 116.2]"
            ),
            latitude=str(at[0]),
            longitude=str(at[1]),
        ),
    )


def _contact(findings: Findings, site: Standing) -> None:
    """The journal keeps every inventory whole and for ever; a person's number must not be there."""
    contact = site.shape.contact
    if "contact" in site.own and contact is not None and contact.phone is not None:
        findings.warning(
            (*site.path, "contact", "phone"),
            Sentence(to_say("{why}; leave the number out"), why=KEPT_FOR_EVER),
        )


def _kecamatan(findings: Findings, pieces: Pieces) -> None:
    """The village code begins with the kecamatan's: most sites of a code know its name."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    sites = [site for site in pieces.sites if site.shape.desa and "kecamatan" not in site.bad]
    for site in sites:
        names[(site.shape.desa or "")[:8]][site.shape.kecamatan] += 1
    for site in sites:
        code = (site.shape.desa or "")[:8]
        (usual, count), *_ = names[code].most_common(1)
        if site.shape.kecamatan != usual and count > names[code][site.shape.kecamatan]:
            findings.warning(
                (*site.path, "kecamatan"),
                Sentence(
                    to_say(
                        "other sites with a village of {code} say {usual}; write the same, "
                        "or look at desa"
                    ),
                    code=code,
                    usual=shown(usual),
                ),
            )
