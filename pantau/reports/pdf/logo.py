"""Whether a picture can be drawn: it is somebody else's file, and no paper waits for it."""

import json

import typst

from pantau.reports.pdf.typesetting import typeset


def drawable(picture: bytes) -> bool:
    """Whether typst can draw ``picture``, a PNG or SVG, in a PDF/A."""
    try:
        typeset("logo.typ", json.dumps(list(picture)))
    except typst.TypstError:
        return False
    return True
