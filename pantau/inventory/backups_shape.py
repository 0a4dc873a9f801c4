"""What the section ``backup`` may say."""

from typing import Annotated, ClassVar

from pydantic import Field

from pantau.inventory.alerting_leaves import TimeOfDay
from pantau.inventory.block import Shape
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import as_number, as_text, count, read
from pantau.language import to_say


def _whole_path(text: str) -> str:
    """It must mean the same wherever a process was started."""
    if not text.startswith("/") or "\0" in text:
        raise UnfitError(to_say("not a whole path; write one that begins with /"))
    return text.rstrip("/") or "/"


_Folder = Annotated[str, read(_whole_path), as_text("^/")]
_Days = Annotated[int, count(1, 366), as_number("^[0-9]{1,3}$")]
_Weeks = Annotated[int, count(0, 520), as_number("^[0-9]{1,3}$")]
_Months = Annotated[int, count(0, 600), as_number("^[0-9]{1,3}$")]


class KeepShape(Shape):
    """How many backups stay: the newest of each of so many days, weeks and months."""

    days: _Days | None = Field(None, examples=[7])
    weeks: _Weeks | None = Field(None, examples=[5])
    months: _Months | None = Field(None, examples=[24])


class BackupShape(Shape):
    """Backups that are made by themselves each day."""

    STAND_INS: ClassVar = {"to": "/"}

    to: _Folder = Field(examples=["/mnt/cadangan/pantau"], description="a directory that is there")
    at: TimeOfDay | None = Field(None, examples=['"01:30"'])
    keep: KeepShape | None = Field(None, examples=["{days: 7, weeks: 5, months: 24}"])
