"""What every block of the file is, whatever its keys."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, JsonValue

from pantau.inventory import leaves as leaf

IDS: dict[str, JsonValue] = {"propertyNames": {"pattern": leaf.ID_PATTERN}}
"""For a block whose keys are ids."""


class Shape(BaseModel):
    """A block of the file: unknown keys are mistakes."""

    # Built when a block of its kind is read first: most files have few of them, and building all
    # takes longer than reading 300 sites.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    STAND_INS: ClassVar[dict[str, object]] = {}
    """Values for required keys that are missing or wrong, so that the rest can be checked."""
