"""What the browser is told to draw: the map as plain values. Pure."""

import json
from collections.abc import Sequence

from dashboard.peta.marks import Mark
from dashboard.peta.names import name_places
from dashboard.peta.shades import Shade, of_state
from pantau.facts.words import State
from pantau.inventory.outlines.projection import UNITS, Box, Spot, box_around
from pantau.inventory.outlines.shapes import Outline, Outlines
from pantau.language import Language, translator

VIEW = "lihat"
"""Which part is looked at, in the address: the middle and the width in units, with commas."""

KECAMATAN = "kecamatan"
"""Which kecamatan is looked at, in the address."""


def part(
    marks: Sequence[Mark], outlines: Sequence[Outline], view: str | None, kecamatan: str | None
) -> list[float] | None:
    """The part that an address asks for by VIEW and KECAMATAN; None for the whole."""
    box = _viewed(view) or _box_of(kecamatan, marks, outlines)
    return _numbers(box) if box else None


def _viewed(view: str | None) -> Box | None:
    """What an address shows; it comes from a browser: what makes no sense shows the whole."""
    try:
        x, y, width = (float(part) for part in (view or "").split(","))
    except ValueError:
        return None
    # What is no number fails these too.
    if not (abs(x) <= UNITS and abs(y) <= UNITS and 10 <= width <= UNITS):
        return None
    return Box(x - width / 2, y - width / 2, width, width)


def _box_of(
    kecamatan: str | None, marks: Sequence[Mark], outlines: Sequence[Outline]
) -> Box | None:
    if kecamatan is None:
        return None
    corners: list[Spot] = [
        corner
        for outline in outlines
        if outline.name.casefold() == kecamatan.casefold()
        for ring in outline.rings
        for corner in ring
    ]
    corners += [mark.at for mark in marks if mark.at is not None and mark.kecamatan == kecamatan]
    return box_around(corners)


def picture(marks: Sequence[Mark], outlines: Outlines, language: Language) -> str | None:
    """The map as the browser draws it, as JSON; None where nothing has a place.

    Names are handed on as text and stay text. Written here, once for all who look.
    """
    spots = tuple(mark.at for mark in marks if mark.at is not None)
    corners = [corner for outline in outlines.found for ring in outline.rings for corner in ring]
    whole = box_around((*spots, *corners), margin=0.015)
    if whole is None:
        return None
    say = translator(language)
    places = name_places(outlines.found, spots, whole.height)
    drawn = {
        "whole": _numbers(whole),
        "outlines": [_outline(each, at) for each, at in zip(outlines.found, places, strict=True)],
        "shades": {each.key: _shade(each) for each in {mark.shade for mark in marks}},
        "marks": [_mark(mark, mark.at) for mark in marks if mark.at is not None],
        "note": say("Indicative borders") if outlines.found and outlines.indicative else "",
        "view": VIEW,
        "drop": KECAMATAN,
        "words": {
            "map": say("Map of all sites; arrow keys go from site to site"),
            "closer": say("Closer"),
            "farther": say("Farther"),
            "whole": say("Whole regency"),
        },
    }
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))


def _outline(outline: Outline, name_at: Spot) -> dict[str, object]:
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in outline.rings)
    return {"name": outline.name, "path": path, "at": list(name_at)}


def _mark(mark: Mark, at: Spot) -> dict[str, object]:
    drawn: dict[str, object] = {
        "id": mark.site,
        "at": list(at),
        "shade": mark.shade.key,
        "href": mark.href,
        "name": mark.name,
        "lines": list(mark.lines),
    }
    # Only where it is so: most sites are well, and every viewer gets all of this.
    if mark.with_link is not None:
        drawn["ring"] = True
    if mark.suspected:
        drawn["asked"] = True
        if mark.shade is of_state(State.UP):
            drawn["sign"] = "…"
    return drawn


def _shade(shade: Shade) -> dict[str, object]:
    return {
        "shape": shade.shape,
        "tone": shade.tone,
        "sign": shade.sign,
        "size": shade.size,
        "rank": shade.rank,
    }


def _numbers(box: Box) -> list[float]:
    return [box.x, box.y, box.width, box.height]
