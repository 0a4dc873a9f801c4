"""One of several inside of a form: always one, never nothing."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def pick(where: Any, label: str, options: Sequence[T], *, shown: Callable[[T], str], key: str) -> T:
    """What was chosen in ``where`` (streamlit, or a column of it); the first until then."""
    chosen: T | None = where.selectbox(label, options, format_func=shown, key=key)
    return options[0] if chosen is None else chosen
