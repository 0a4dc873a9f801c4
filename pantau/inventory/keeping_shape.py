"""What the section ``keeping`` may say."""

from typing import Annotated

from pydantic import Field

from pantau.inventory.block import Shape
from pantau.inventory.values import as_number, count

# A year beside the year before it is what a yearly evaluation looks at.
_Samples = Annotated[int, count(13, 600), as_number("^[0-9]{2,3}$")]
_Evidence = Annotated[int, count(13, 1200), as_number("^[0-9]{2,4}$")]


class KeepingShape(Shape):
    """How long samples are kept, in whole months; the journal is kept for ever."""

    samples_months: _Samples | None = Field(None, examples=[25])
    evidence_months: _Evidence | None = Field(None, examples=[120])
