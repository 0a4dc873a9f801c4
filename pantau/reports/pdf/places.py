"""A map as data: where each place stands on the sheet."""

from math import cos, radians
from typing import Final

from pantau.reports.content import PlaceMap

_TALLEST: Final = 330.0
_PAD: Final = 8.0


def place_map(block: PlaceMap, inner: float) -> dict[str, object]:
    """Degrees as points on the sheet, a degree of longitude shortened as the latitude asks."""
    everything = [(each.longitude, each.latitude) for each in block.places]
    everything += [corner for ring in block.outlines for corner in ring]
    everything = everything or [(0.0, 0.0)]
    west, east = min(x for x, _ in everything), max(x for x, _ in everything)
    south, north = min(y for _, y in everything), max(y for _, y in everything)
    narrow = cos(radians((south + north) / 2))
    wide, tall = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min((inner - 2 * _PAD) / wide, (_TALLEST - 2 * _PAD) / tall)

    def spot(x: float, y: float) -> list[float]:
        left = (inner - wide * scale) / 2 + (x - west) * narrow * scale
        return [round(left, 2), round(_PAD + (north - y) * scale, 2)]

    # What is good is drawn first, so that what is not lies on top.
    order = {True: 0, None: 1, False: 2}
    return {
        "kind": "place_map",
        "width": inner,
        "height": tall * scale + 2 * _PAD,
        "outlines": [[spot(x, y) for x, y in ring] for ring in block.outlines],
        "places": [
            [*spot(each.longitude, each.latitude), each.good]
            for each in sorted(block.places, key=lambda each: order[each.good])
        ],
        "legend": block.legend,
    }
