"""What is wrong with an inventory is told in Indonesian to whoever reads Indonesian."""

from pathlib import Path

import pytest

from pantau.inventory import parse_inventory
from pantau.language import translator
from tests.language.heard import StrictTranslator, english_in

BROKEN = sorted((Path(__file__).parents[1] / "inventory" / "broken").glob("*.yaml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_mistake_is_told_in_indonesian_and_as_before_in_english(path: Path) -> None:
    say = StrictTranslator()
    for problem in parse_inventory(path.read_bytes(), path.name).problems:
        assert problem.said(translator("en")) == str(problem)
        said = problem.said(say)
        assert said.startswith(f"{path.name}:{problem.line}:{problem.column}: ")
        assert english_in(said) == [], said


def test_english_is_heard() -> None:
    assert english_in("nilai 'the' is kosong; write {of: it} or not") == ["is", "write", "or"]
    with pytest.raises(AssertionError, match="in no catalogue: Never heard"):
        StrictTranslator()("Never heard")
