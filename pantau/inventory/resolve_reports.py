"""From what the section ``reports`` says to what it means. Called only without errors."""

from typing import Any

from pantau.facts.papers import PaperFormat, PaperKind, PaperOffice, company_word
from pantau.inventory.block import Shape
from pantau.inventory.reports import (
    ByItself,
    Letterhead,
    PaperOrder,
    Reports,
    Signatory,
    Wording,
)
from pantau.inventory.reports_shape import ByItselfShape, LetterheadShape, ReportsShape

_ORDERS = (
    PaperOrder(PaperKind.MONTHLY, PaperFormat.PDF),
    PaperOrder(PaperKind.MONTHLY, PaperFormat.XLSX),
)


def reports_of(shape: ReportsShape) -> Reports:
    """The section without mistakes; what is left out stays as the model has it."""
    found = _written(shape, "language", "paper", "place", "number")
    if shape.letterhead:
        found["letterhead"] = _letterhead(shape.letterhead)
    if shape.signatories is not None:
        found["signatories"] = tuple(
            Signatory(PaperOffice(office), **_written(each, *type(each).model_fields))
            for office, each in shape.signatories.items()
        )
    if shape.providers is not None:
        found["providers"] = {
            company_word(name): Signatory(
                PaperOffice.PROVIDER, **_written(each, *type(each).model_fields)
            )
            for name, each in shape.providers.items()
        }
    if shape.wording is not None:
        found["wording"] = {
            PaperKind(kind): Wording(**_written(each, *type(each).model_fields))
            for kind, each in shape.wording.items()
        }
    if shape.itself:
        found["itself"] = _itself(shape.itself)
    return Reports(**found)


def _written(shape: Shape, *keys: str) -> dict[str, Any]:
    values = {key: getattr(shape, key) for key in keys}
    return {key: value for key, value in values.items() if value is not None}


def _letterhead(shape: LetterheadShape) -> Letterhead:
    found = _written(shape, "address", "logo")
    if shape.lines is not None:
        found["lines"] = tuple(shape.lines)
    return Letterhead(**found)


def _itself(shape: ByItselfShape) -> ByItself:
    occasion, day, at = shape.when
    orders = tuple(PaperOrder(each.kind, each.format) for each in shape.papers or ())
    return ByItself(occasion, orders or _ORDERS, tuple(shape.send or ()), day, at)
