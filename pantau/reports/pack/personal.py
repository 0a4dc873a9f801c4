"""Keeping out of a pack what is nobody's business: telephone numbers, and whom to call."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

LEFT_OUT = "(left out)"

# Mobile and fixed numbers as people here write them, and any other with its country before it.
_NUMBER = re.compile(
    r"(?<![\w.:/+-])"
    r"(?:(?:\+62|62|0)[\s-]?8\d(?:[\s.-]?\d){6,11}|\(?0\d{2,3}\)?[\s-]\d{3,4}[\s-]?\d{2,5}"
    r"|\+\d(?:[\s.-]?\d){7,14})"
    r"(?!\w)"
)
_URL_USER = re.compile(r"//[^/@\s]+@")
# Of the inventory: what time and money hang on, and where the sites are.
_SHOWN = {
    *("version", "timezone", "simulation", "defaults", "vantage", "upstreams"),
    *("calendars", "contracts", "sites"),
}
_PERSONS = {"contact"}
_COMMENT = re.compile(r"#[^\n]*")


def without_numbers(text: str) -> str:
    """``text`` with its telephone numbers taken out."""
    return _NUMBER.sub(LEFT_OUT, text)


def names_a_number(data: Any) -> bool:
    """Whether any text of a payload, however deep, holds a telephone number."""
    if isinstance(data, str):
        return _NUMBER.search(data) is not None
    if isinstance(data, dict):
        return any(names_a_number(each) for each in data.values())
    return isinstance(data, list) and any(names_a_number(each) for each in data)


def shown_inventory(text: str) -> str:
    """An inventory's text, line by line as it was, without people.

    Values below ``contact`` and below every key of the file that no figure hangs on (who is told,
    who signs) are taken out, and so is each comment: nobody knows what stands in one.
    """
    parts: list[str] = []
    upto = 0
    for begin, end, hidden in _scalars(text):
        parts += [_COMMENT.sub("#", text[upto:begin]), LEFT_OUT if hidden else text[begin:end]]
        upto = end
    parts.append(_COMMENT.sub("#", text[upto:]))
    return without_numbers(_URL_USER.sub(f"//{LEFT_OUT}@", "".join(parts)))


def _scalars(text: str) -> Iterator[tuple[int, int, bool]]:
    """Begin and end of each scalar in the text, in order, and whether it is to be hidden."""
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    found: dict[tuple[int, int], bool] = {}
    if document is not None:
        _walk(document, False, 0, found)
    for begin, end in sorted(found):
        yield begin, end, found[begin, end]


def _walk(node: Any, hidden: bool, depth: int, found: dict[tuple[int, int], bool]) -> None:
    if isinstance(node, yaml.ScalarNode):
        if node.end_mark.index > node.start_mark.index:
            found.setdefault((node.start_mark.index, node.end_mark.index), hidden)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _walk(each, hidden, depth + 1, found)
    else:
        for key, value in node.value:
            _walk(key, False, depth + 1, found)
            word = key.value if isinstance(key, yaml.ScalarNode) else ""
            private = word in _PERSONS or (depth == 0 and word not in _SHOWN)
            _walk(value, hidden or private, depth + 1, found)
