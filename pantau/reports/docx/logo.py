"""The picture of a letterhead, as every Word can show it."""

import struct

import typst

_PNG = b"\x89PNG\r\n\x1a\n"
# The drawing comes in as a value; nothing of it becomes part of this text.
_DRAWING = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.logo), format: "svg", height: 22mm)"""


def as_png(image: bytes) -> bytes | None:
    """A PNG as it is, an SVG drawn at 300 dots an inch; None where it is neither.

    The check of the inventory warns of that; a paper is rather made without its picture.
    """
    if image.startswith(_PNG):
        return image if _sized(image) else None
    inputs = {"logo": image.decode("utf-8", "replace")}
    try:
        drawn = typst.compile(_DRAWING, format="png", ppi=300, sys_inputs=inputs)
    except typst.TypstError:
        return None
    return drawn if isinstance(drawn, bytes) else None


def _sized(png: bytes) -> bool:
    """Whether the first chunk says how large the picture is."""
    return len(png) > 33 and png[12:16] == b"IHDR" and all(struct.unpack(">II", png[16:24]))
