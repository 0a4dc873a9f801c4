"""The outlines of the kecamatan: ours, or those of a file that the operator put there. Pure.

What is read comes from an office's GIS: it is checked, and one sentence says what ails it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pantau.inventory.outlines.projection import Spot, spot
from pantau.language import Translator

FILE = "kecamatan.geojson"
"""Beside the inventory it replaces our own outlines."""

# WADMKC and NAMOBJ: as Badan Informasi Geospasial writes them.
_NAMES = ("kecamatan", "WADMKC", "NAMOBJ", "nama", "name")
_MOST_BYTES = 8_000_000
# Units of 10 m: finer detail is not seen, and every viewer would have to load it.
_STEP = 15.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One kecamatan and its rings, in units of the picture."""

    name: str
    rings: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """``indicative``: guessed, not surveyed. ``trouble``: what ails the operator's file, if any."""

    found: tuple[Outline, ...] = ()
    indicative: bool = True
    trouble: str = ""


class _Unfit(Exception):  # noqa: N818 - it never leaves this file
    """Why a file holds no outlines; its words are for people."""


def parse_outlines(data: bytes, file: str, say: Translator) -> Outlines:
    """The outlines in a GeoJSON file; without any, ``trouble`` says why and what to do."""
    try:
        whole = _whole(data, say)
        found = tuple(_outline(each, at, say) for at, each in enumerate(whole["features"], start=1))
    except _Unfit as unfit:
        remedy = say("Until it is mended the outlines that come with Pantau are shown.")
        return Outlines(trouble=f"{file}: {unfit} {remedy}")
    return Outlines(found=found, indicative=whole.get("indicative") is True)


def _whole(data: bytes, say: Translator) -> dict[str, Any]:
    if len(data) > _MOST_BYTES:
        raise _Unfit(say("It is larger than 8 MB; simplify the lines."))
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise _Unfit(say("It is no JSON; export it as GeoJSON again.")) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise _Unfit(say("It is no GeoJSON FeatureCollection; export it as GeoJSON again."))
    if not whole["features"]:
        raise _Unfit(say("It holds no outline."))
    return whole


def _outline(feature: object, at: int, say: Translator) -> Outline:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _Unfit(say("Outline {n} has no geometry or no properties.", n=at))
    name = next((properties[key] for key in _NAMES if isinstance(properties.get(key), str)), None)
    if name is None:
        raise _Unfit(
            say("Outline {n} has no name; give it the property 'kecamatan'.", n=at),
        )
    inside = geometry.get("coordinates")
    polygons: Any = {"Polygon": [inside], "MultiPolygon": inside}.get(str(geometry.get("type")))
    try:
        rings = tuple(_ring(ring) for polygon in polygons or () for ring in polygon)
    except (TypeError, ValueError):
        rings = ()
    if not rings:
        raise _Unfit(
            say(
                "Outline {n} is no Polygon of longitudes and latitudes in degrees (WGS 84).",
                n=at,
            )
        )
    return Outline(name=name.strip()[:100], rings=rings)


def _ring(corners: Sequence[Sequence[float]]) -> tuple[Spot, ...]:
    """Raises TypeError or ValueError for what is no ring of places."""
    kept: list[Spot] = []
    for longitude, latitude, *_ in corners:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise ValueError
        x, y = spot(latitude, longitude)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _STEP:
            kept.append((round(x), round(y)))
    if len(kept) < 3:
        raise ValueError
    return tuple(kept)
