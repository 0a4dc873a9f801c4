"""No refusal is made up of English: each is a text of the catalogues, with all of its values."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pantau.store import errors
from tests.language.test_catalogues import ROOT, placeholders

STORE_ERRORS = {
    each.__name__
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, errors.StoreError)
}
MADE = {
    "Refused",
    "Sentence",
    "UnfitError",
    "refuse",
    "fail",
    "misused",
    "UsageError",
    "BadParameter",
    *STORE_ERRORS,
}
# A text that was given through to_say elsewhere, kept under a name or in a table.
KEPT = (ast.Name, ast.Subscript, ast.Attribute)
TAKEN = (ast.Constant, ast.JoinedStr, ast.BinOp)


def made_in(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            name = node.func.attr if isinstance(node.func, ast.Attribute) else name
            if name in MADE:
                yield node


def marked(node: ast.expr) -> str | None:
    """The literal of a to_say(…)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "to_say":
        [text] = node.args
        assert isinstance(text, ast.Constant), ast.unparse(node)
        return str(text.value)
    return None


def said_by(node: ast.expr) -> bool:
    """Whether a call makes what is said: it is looked at by itself, or is somebody's sentence."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) != "str"


def places(text: str, given: set[str | None]) -> set[str]:
    """Where values belong; without values braces stand as they are, but not around a mere name."""
    return placeholders(text) if given else set(re.findall(r"{([a-z_]+)}", text))


def faults(source: str) -> list[str]:
    """Refusals that a reader of Indonesian would get in English, or with a place left empty."""
    found = []
    for call in made_in(source):
        said = [text for text in map(marked, call.args) if text is not None]
        raw = [each for each in call.args if isinstance(each, TAKEN)]
        if raw or not (said or any(isinstance(each, KEPT) or said_by(each) for each in call.args)):
            found.append(ast.unparse(call))
        given = {each.arg for each in call.keywords} - {"import_id"}
        if said and None not in given and places(said[0], given) != given:
            found.append(ast.unparse(call))
    return found


def files() -> list[Path]:
    rooms = [ROOT / "pantau" / room for room in ("actions", "inventory", "store", "cli")]
    return sorted(file for room in rooms for file in room.rglob("*.py"))


def test_every_refusal_is_a_text_of_the_catalogues_with_all_its_values() -> None:
    assert {str(file): found for file in files() if (found := faults(file.read_text()))} == {}
    assert sum(len(list(made_in(file.read_text()))) for file in files()) > 100


def test_a_refusal_in_english_or_without_a_value_is_found() -> None:
    for wrong in (
        "Refused('no')",
        "Refused(f'no {x}')",
        "reader.refuse(row, f'{x} is bad')",
        "Sentence('a' + b)",
        "Refused(to_say('no {x}'))",
        "Refused(to_say('no'), x=1)",
    ):
        assert faults(wrong), wrong
    assert not faults("Refused(to_say('no {x}'), import_id=a, x=1); Sentence(_TEXTS[a])")
    assert not faults("UnfitError(to_say('write {key: value} or {…}'))")
