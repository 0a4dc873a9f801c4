"""Damaged files that may hinder nobody: moved aside under a name that says so, never removed."""

from itertools import count
from pathlib import Path

from pantau.language import Sentence, to_say
from pantau.store.connection import sync_folder

_ADVICE = to_say(
    "a damaged file was set aside as {path} and a new one begun; bring its part back from a backup "
    "or keep it elsewhere, then move it out of the data directory"
)
_MARK = ".damaged-"
_ENDINGS = ("", "-wal", "-shm")


def move_aside(path: Path) -> Path:
    """Move a database with all that lies beside it; returns where it is now. Raises OSError."""
    aside = next(
        name
        for number in count(1)
        if not (name := path.with_name(f"{path.name}{_MARK}{number}")).exists()
    )
    for ending in _ENDINGS:
        old = path.with_name(path.name + ending)
        if old.exists():
            old.rename(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    return aside


def set_aside_in(data: Path) -> tuple[Path, ...]:
    """What lies there until somebody has looked at it and moved it away."""
    found = [*data.glob(f"*.sqlite{_MARK}*"), *data.glob(f"samples/*.sqlite{_MARK}*")]
    return tuple(sorted(path for path in found if not path.name.endswith(_ENDINGS[1:])))


def advice_on(aside: Path) -> Sentence:
    """What to do about one of them."""
    return Sentence(_ADVICE, path=str(aside))
