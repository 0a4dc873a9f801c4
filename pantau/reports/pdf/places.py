"""A map as data: where each place stands on the sheet."""

from typing import Final

from pantau.reports.pictures import PlaceMap

_POINTS: Final = 72 / 25.4
_PAD: Final = 8.0


def place_map(block: PlaceMap, inner: float) -> dict[str, object]:
    """Spots as points on the sheet (``inner``: its width in points), as large as fits."""
    everything = [each.spot for each in block.places]
    everything += [corner for ring in block.outlines for corner in ring]
    everything = everything or [(0.0, 0.0)]
    west, east = min(x for x, _ in everything), max(x for x, _ in everything)
    north, south = min(y for _, y in everything), max(y for _, y in everything)
    wide, tall = max(east - west, 1e-6), max(south - north, 1e-6)
    scale = min((inner - 2 * _PAD) / wide, (block.tallest * _POINTS - 2 * _PAD) / tall)

    def on_sheet(spot: tuple[float, float]) -> list[float]:
        left = (inner - wide * scale) / 2 + (spot[0] - west) * scale
        return [round(left, 2), round(_PAD + (spot[1] - north) * scale, 2)]

    # What is good is drawn first, so that what is not lies on top.
    order = {True: 0, None: 1, False: 2}
    return {
        "kind": "place_map",
        "width": inner,
        "height": tall * scale + 2 * _PAD,
        "outlines": [[on_sheet(corner) for corner in ring] for ring in block.outlines],
        "places": [
            [*on_sheet(each.spot), each.good]
            for each in sorted(block.places, key=lambda each: order[each.good])
        ],
        "legend": block.legend,
        "note": block.note,
    }
