"""No expression of ours takes a time that grows out of hand with what a stranger writes.

Told from its form: a repetition without an end inside of another one can double its work with each
letter, unless something that stands in between cannot be repeated. What is only quadratic is
bounded by the length of what is read.
"""

import ast
import re
import re._constants as codes  # type: ignore[import-not-found]  # Python's own, without stubs
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.security.sources import sources

_CALLS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT}


def expressions() -> Iterator[tuple[Path, int, str]]:
    """Each that stands as text behind a call of ``re``; of an f-string its fixed parts."""
    for path, tree in sources("import re\n"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr in _CALLS) == ("re", True)
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield path, node.lineno, node.args[0].value


def runs_away(expression: str) -> bool:
    """Whether a part that repeats without an end consists of nothing but endless repetitions."""
    return any(_is_endless_of_endless(each) for each in _parts(parser.parse(expression)))


def _parts(found: Any) -> Iterator[tuple[Any, Any]]:
    for code, value in found:
        yield code, value
        for inner in _inside(code, value):
            yield from _parts(inner)


def _inside(code: Any, value: Any) -> list[Any]:
    if code in _REPEATS or code is codes.POSSESSIVE_REPEAT:
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[-1]]
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return [value[1]]
    return list(value[1]) if code is codes.BRANCH else []


def _is_endless(code: Any, value: Any) -> bool:
    return code in _REPEATS and value[1] is codes.MAXREPEAT


def _is_endless_of_endless(part: tuple[Any, Any]) -> bool:
    code, value = part
    return _is_endless(code, value) and any(
        _may_be_one_repeat(branch) for branch in _branches(value[2])
    )


def _branches(found: Any) -> Iterator[list[Any]]:
    """What may stand there: the alternatives of a branch, each as a list of parts."""
    items = list(found)
    if len(items) == 1 and items[0][0] is codes.SUBPATTERN:
        yield from _branches(items[0][1][-1])
    elif len(items) == 1 and items[0][0] is codes.BRANCH:
        for each in items[0][1][1]:
            yield from _branches(each)
    else:
        yield items


def _may_be_one_repeat(items: list[Any]) -> bool:
    """Whether leaving out all that may be left out leaves an endless repetition alone."""
    needed = [part for part in items if not (part[0] in _REPEATS and part[1][0] == 0)]
    endless = [part for part in items if _is_endless(*part)]
    return bool(endless) and (needed in ([], endless[:1]))


def test_no_expression_runs_away() -> None:
    found = list(expressions())
    assert len(found) > 70
    assert [each for each in found if runs_away(each[2])] == []


@pytest.mark.parametrize(
    "expression", [r"(a+)+$", r"(?:\w*)*x", r"(a|b+)+", r"([a-z]+\d*)*!", r"^(\s*x?)+$"]
)
def test_what_runs_away_is_told_by_its_form(expression: str) -> None:
    assert runs_away(expression)


@pytest.mark.parametrize("expression", [r"(a+,)+", r"[a-z]+(/[a-z]+)*", r"\d+(\.\d+)?", r"(ab)*c"])
def test_what_a_sign_keeps_apart_does_not(expression: str) -> None:
    assert not runs_away(expression)
    assert re.compile(expression)
