"""Keeping out of a pack what is nobody's business: telephone numbers, and whom to call."""

import re
from collections.abc import Container
from typing import Any

import yaml

LEFT_OUT = "(left out)"

# Mobile and fixed numbers as people here write them, and any other with its country before it.
_NUMBER = re.compile(
    r"(?<![\w.+-])"
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
_ANCHOR, _ALIAS = (re.compile(rf"{sign}([^\s,\[\]{{}}]+)") for sign in ("&", r"\*"))


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

    What stands below ``contact`` and below every key of the file that no figure hangs on (who is
    told, who signs) is taken out, and so is each comment: nobody knows what stands in one. Raises
    yaml.YAMLError for what is no YAML.
    """
    parts: list[str] = []
    gone: set[str] = set()
    upto = 0
    for (begin, end), hidden in sorted(_spans(text).items()):
        if begin < upto:
            continue  # inside of something that was taken out
        written = text[begin:end]
        parts.append(_between(text[upto:begin], gone))
        if hidden:
            gone.update(_ANCHOR.findall(written))
            written = LEFT_OUT + written[len(written.rstrip()) :]
        parts.append(written)
        upto = end
    parts.append(_between(text[upto:], gone))
    return without_numbers(_URL_USER.sub(f"//{LEFT_OUT}@", "".join(parts)))


def _between(text: str, gone: Container[str]) -> str:
    """What stands between two values: no comment, and no name of a value that was taken out."""
    text = _COMMENT.sub("#", text)
    return _ALIAS.sub(lambda found: LEFT_OUT if found[1] in gone else found[0], text)


def _spans(text: str) -> dict[tuple[int, int], bool]:
    """Begin and end of each scalar, and of all that is to be hidden; whether it is."""
    found: dict[tuple[int, int], bool] = {}
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    if document is not None:
        _walk(document, found, top=True)
    return found


def _walk(node: Any, found: dict[tuple[int, int], bool], *, top: bool = False) -> None:
    if isinstance(node, yaml.ScalarNode):
        found.setdefault(_span(node), False)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _walk(each, found)
    else:
        for key, value in node.value:
            _walk(key, found)
            word = key.value if isinstance(key, yaml.ScalarNode) else ""
            if word in _PERSONS or (top and word not in _SHOWN):
                found[_span(value)] = True
            else:
                _walk(value, found)


def _span(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
